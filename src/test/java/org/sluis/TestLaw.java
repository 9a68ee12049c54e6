package org.sluis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The law as it ships, in a folder of its own, where practice differs. */
public final class TestLaw {
    private TestLaw() {}

    /** @param twelveToFifteen {@code SECTOR_PRACTICE} or {@code STATUTE}, by which a child of that age is not asked */
    public static Path folder(String twelveToFifteen) {
        try (Stream<Path> files = Files.list(Path.of("consent-policies/law/nl"))) {
            Path copy = Files.createTempDirectory("law");
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file)
                        .replace("twelveToFifteen: {is: SECTOR_PRACTICE", "twelveToFifteen: {is: " + twelveToFifteen);
                Files.writeString(copy.resolve(file.getFileName()), text);
            }
            return copy;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
