package org.sluis.freetext;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.sluis.canonical.FileNode;

/**
 * The kinds that are looked for, and the reasons for which an author may attest that a passage may stand. Not every kind
 * can be attested to: a kind of danger never, nor one whose file says never.
 */
public final class Kinds {
    private final Map<String, Kind> all;
    private final Set<String> reasons;
    private final Set<String> dangerRows;
    private final Set<String> abbreviations;

    private record Kind(boolean danger, boolean attestable) {}

    private Kinds(Map<String, FileNode> root) {
        Map<String, Kind> kinds = new LinkedHashMap<>();
        for (FileNode each : FileNode.required(root, "kinds").list()) {
            Map<String, FileNode> kind = each.map(Set.of("id", "nl", "en"), Set.of("attest", "danger"));
            boolean danger = kind.containsKey("danger") && only(kind.get("danger"), "true");
            boolean never = kind.containsKey("attest") && only(kind.get("attest"), "never");
            if (kinds.put(id(FileNode.required(kind, "id")), new Kind(danger, !danger && !never)) != null) {
                throw each.wrong("this kind is there twice");
            }
        }
        this.all = kinds;
        this.reasons = FileNode.required(root, "reasons").list().stream()
                .map(each -> id(FileNode.required(each.map(Set.of("id", "nl", "en"), Set.of()), "id")))
                .collect(Collectors.toCollection(TreeSet::new));
        this.dangerRows = FileNode.required(root, "danger-rows").texts();
        this.abbreviations = FileNode.required(root, "abbreviations").texts();
    }

    static Kinds load(Path file) {
        return new Kinds(FileNode.read(file)
                .map(Set.of("source", "danger-rows", "kinds", "reasons", "abbreviations"), Set.of()));
    }

    private static boolean only(FileNode node, String word) {
        if (!node.text().equals(word)) {
            throw node.wrong("write " + word + ", or leave it out");
        }
        return true;
    }

    private static String id(FileNode node) {
        if (!node.text().matches("[a-z][a-z0-9-]{0,39}")) {
            throw node.wrong("an id is 1 to 40 lower-case letters, digits and hyphens");
        }
        return node.text();
    }

    /** Every kind, in the order of the file. */
    public Set<String> ids() {
        return all.keySet();
    }

    /** The kinds that a policy may let authors attest to. */
    public Set<String> attestable() {
        Set<String> attestable = new TreeSet<>();
        all.forEach((id, kind) -> {
            if (kind.attestable()) {
                attestable.add(id);
            }
        });
        return attestable;
    }

    /** The codes of the reasons that an author may give. */
    public Set<String> reasons() {
        return reasons;
    }

    /** The law rows behind an answer to words of danger. */
    public Set<String> dangerRows() {
        return dangerRows;
    }

    boolean danger(String kind) {
        Kind known = all.get(kind);
        return known != null && known.danger();
    }

    /** The kind that stands here, when it is one. */
    String kind(FileNode node) {
        if (!all.containsKey(node.text())) {
            throw node.wrong("'" + node.text() + "' is no kind; write one of " + all.keySet());
        }
        return node.text();
    }

    Set<String> abbreviations() {
        return abbreviations;
    }
}
