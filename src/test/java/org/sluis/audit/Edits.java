package org.sluis.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** What somebody might do to an export, at random. */
final class Edits {
    private Edits() {}

    static MemoryFiles any(MemoryFiles log, MemoryFiles other, Random random) {
        List<String> names = new ArrayList<>(log.files().keySet());
        if (names.isEmpty()) {
            return other;
        }
        String name = names.get(random.nextInt(names.size()));
        byte[] content = log.read(name);
        int at = content.length == 0 ? 0 : random.nextInt(content.length);
        return switch (random.nextInt(9)) {
            case 0 -> log.without(name);
            case 1 -> log.with(name, Arrays.copyOf(content, at));
            case 2 -> log.with(name, Arrays.copyOf(content, content.length + 1 + random.nextInt(40)));
            case 3 -> log.with(name, Arrays.copyOfRange(content, at, content.length));
            case 4 -> log.with(name, other.read(name) == null ? new byte[0] : other.read(name));
            case 5 -> log.with(name, log.read(names.get(random.nextInt(names.size()))));
            case 6 -> log.without(name).with(name.replaceFirst("[0-9]+$", "" + (1 + random.nextInt(300))), content);
            case 7 -> log.with(name + ".p/" + (1 + random.nextInt(300)), content);
            default -> {
                byte[] changed = content.clone();
                if (changed.length > 0) {
                    changed[at] = (byte) random.nextInt(256);
                }
                yield log.with(name, changed);
            }
        };
    }
}
