package org.sluis.freetext;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sluis.canonical.FileNode;
import org.sluis.canonical.ValueType;

/**
 * A form of numbers: # a digit, + a digit but 0, A a letter, anything else itself.
 *
 * @param checked whether only numbers that pass the 11-test count
 * @param unless what stands for its letters when it is no such number after all, exactly as written
 */
record Form(String kind, String written, boolean checked, Set<String> unless) {
    static List<Form> of(FileNode node, Kinds kinds) {
        Map<String, FileNode> form = node.map(Set.of("kind", "write"), Set.of("check", "unless"));
        FileNode check = form.get("check");
        if (check != null && !check.text().equals("eleven-test")) {
            throw check.wrong("the only check is eleven-test");
        }
        FileNode unless = form.get("unless");
        String kind = kinds.kind(FileNode.required(form, "kind"));
        return FileNode.required(form, "write").list().stream()
                .map(each -> {
                    if (!each.text().matches("[0-9A-Z#+]{5,34}")) {
                        throw each.wrong("a form is 5 to 34 signs: # + A, digits and capitals");
                    }
                    return new Form(kind, each.text(), check != null, unless == null ? Set.of() : unless.texts());
                })
                .toList();
    }

    /** @param signs folded, without separators */
    boolean fits(CharSequence signs) {
        if (signs.length() != written.length()) {
            return false;
        }
        for (int i = 0; i < signs.length(); i++) {
            char sign = signs.charAt(i);
            boolean fits =
                    switch (written.charAt(i)) {
                        case '#' -> sign >= '0' && sign <= '9';
                        case '+' -> sign >= '1' && sign <= '9';
                        case 'A' -> sign >= 'a' && sign <= 'z';
                        default -> sign == Character.toLowerCase(written.charAt(i));
                    };
            if (!fits) {
                return false;
            }
        }
        return !checked || ValueType.passesElevenTest(signs.toString());
    }

    boolean hasDigits() {
        return written.chars().anyMatch(c -> c == '#' || c == '+' || c >= '0' && c <= '9');
    }

    boolean startsWithDigits() {
        return !Character.isLetter(written.charAt(0));
    }
}
