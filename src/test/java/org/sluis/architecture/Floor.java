package org.sluis.architecture;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The first versions of a library without the known holes, one for each line of releases that was mended. A version
 * passes when it is not below the mended one of its own line, or is above all mended ones of its major version.
 *
 * @param artifact which artifacts this floor is for
 * @param why the holes below it
 */
record Floor(String library, Pattern artifact, List<String> mended, String why) {
    private static final Comparator<String> ORDER = (left, right) -> {
        List<Integer> a = numbers(left);
        List<Integer> b = numbers(right);
        for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
            int order = Integer.compare(i < a.size() ? a.get(i) : 0, i < b.size() ? b.get(i) : 0);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    };

    Floor(String library, String artifact, List<String> mended, String why) {
        this(library, Pattern.compile(artifact), mended, why);
    }

    boolean concerns(Jar jar) {
        return artifact.matcher(jar.artifact()).matches();
    }

    boolean allows(String version) {
        if (mended.stream().anyMatch(each -> line(each).equals(line(version)) && ORDER.compare(version, each) >= 0)) {
            return true;
        }
        List<String> sameMajor = mended.stream()
                .filter(each -> numbers(each).get(0).equals(numbers(version).get(0)))
                .toList();
        List<String> toPass = sameMajor.isEmpty() ? mended : sameMajor;
        return toPass.stream().allMatch(each -> ORDER.compare(version, each) > 0);
    }

    private static List<Integer> line(String version) {
        List<Integer> numbers = numbers(version);
        return numbers.subList(0, Math.min(2, numbers.size()));
    }

    /** A version that does not start with a number is version 0: below every floor. */
    private static List<Integer> numbers(String version) {
        List<Integer> found = Stream.of(version.split("[^0-9]+"))
                .filter(part -> !part.isEmpty() && part.length() < 9)
                .map(Integer::valueOf)
                .toList();
        return found.isEmpty() || !Character.isDigit(version.charAt(0)) ? List.of(0) : found;
    }
}
