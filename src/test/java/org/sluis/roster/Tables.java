package org.sluis.roster;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The tables of a folder of fixtures, one of them changed, as a ZIP file. */
record Tables(Map<String, String> texts) {

    static Tables of(String fixture) {
        try (Stream<Path> all = Files.list(Path.of("test-fixtures/rosters", fixture))) {
            Map<String, String> texts = new TreeMap<>();
            for (Path file : all.toList()) {
                texts.put(file.getFileName().toString(), Files.readString(file));
            }
            return new Tables(texts);
        } catch (IOException gone) {
            throw new IllegalStateException(gone);
        }
    }

    /** The same, in which every one of this is that in this file. */
    Tables with(String file, String right, String wrong) {
        Map<String, String> changed = new TreeMap<>(texts);
        changed.put(file, changed.get(file).replace(right, wrong));
        return new Tables(changed);
    }

    byte[] zip() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> file : texts.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException never) {
            throw new IllegalStateException(never);
        }
        return out.toByteArray();
    }
}
