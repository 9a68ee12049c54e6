package org.sluis.policy.simulate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.sluis.canonical.Dictionary;
import org.sluis.freetext.Screen;
import org.sluis.policy.Packs;
import org.sluis.policy.pack.Pack;
import org.sluis.policy.pack.PackFault;
import org.sluis.policy.pack.PackReader;
import org.sluis.policy.pack.PackSource;

/** Shipped packs with something written otherwise. */
final class Drafts {
    static final String PLAN = "020-school-plan-to-youth-care";
    private static final Path FOLDER = Path.of("consent-policies");

    private Drafts() {}

    static PackSource shipped(String id) {
        return Packs.sources(FOLDER, new ArrayList<>()).stream()
                .filter(source -> source.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** The plan's policy, in force from a day to come. */
    static PackSource later() {
        return with(with(shipped(PLAN), "from: 2014-08-01", "from: 2044-08-01"), "review-by: 2027", "review-by: 2045");
    }

    static PackSource with(String id, String written, String instead) {
        return with(shipped(id), written, instead);
    }

    private static PackSource with(PackSource source, String written, String instead) {
        SortedMap<String, String> files = new TreeMap<>(source.files());
        String policy = files.get("policy.yaml");
        if (!policy.contains(written)) {
            throw new IllegalArgumentException(source.id() + " does not say " + written);
        }
        files.put("policy.yaml", policy.replace(written, instead));
        return new PackSource(source.id(), files);
    }

    static Pack read(PackSource source) {
        Dictionary dictionary = Dictionary.load(FOLDER.resolve("dictionary.yaml"));
        List<PackFault> faults = new ArrayList<>();
        Pack pack = new PackReader(
                        Screen.load(FOLDER.resolve("free-text/nl"), dictionary).kinds())
                .read(source, faults);
        if (pack == null) {
            throw new IllegalArgumentException(faults.toString());
        }
        return pack;
    }
}
