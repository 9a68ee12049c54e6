package org.sluis.roster;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.sluis.canonical.FileNode;
import org.sluis.canonical.Refused;

/** How a file of one format tells who is at a school, as {@code routes/rosters/<name>/<name>.roster.yaml} says it. */
sealed interface RosterFormat permits XmlFormat, TableFormat {

    /** As it stands in the address. */
    String name();

    /**
     * The whole file.
     *
     * @throws Refused what the gate refuses; ROSTER_NOT_VALID with place and code of what is wrong, never a value
     */
    RosterFile read(byte[] body);

    /** @throws IllegalArgumentException naming file and line of what is wrong in the mapping */
    static RosterFormat load(Path folder) {
        String name = String.valueOf(folder.getFileName());
        FileNode file = FileNode.read(folder.resolve(name + ".roster.yaml"));
        FileNode form = file.map().get("form");
        String said = form == null ? "" : form.text();
        return switch (said) {
            case "xml" -> XmlFormat.load(name, file.map(XmlFormat.KEYS, Set.of()));
            case "tables" -> TableFormat.load(name, file.map(TableFormat.KEYS, Set.of()));
            default -> throw file.wrong("'form' is xml or tables");
        };
    }

    /** The texts under the keys of a node. */
    static Map<String, Set<String>> texts(FileNode node) {
        Map<String, Set<String>> all = new java.util.LinkedHashMap<>();
        node.map().forEach((key, value) -> all.put(key, value.texts()));
        return all;
    }
}
