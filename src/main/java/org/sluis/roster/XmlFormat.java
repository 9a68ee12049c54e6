package org.sluis.roster;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sluis.canonical.FileNode;

/**
 * A document of XML. Paths are names
 * of elements below the root, with a slash between; nothing but what they name is looked at.
 *
 * @param root the name of the document's element, in no namespace
 * @param parts what may stand right below it: anything else is another format
 * @param version where the version stands @param versions those that are read
 * @param school where the parts of the school's number stand, with what is meant where there is none; empty: it must be there
 * @param days where the day stands that the file holds for: the first of them that is there
 * @param pupil a pupil's element @param id its attribute with the school's own id, the one that its messages carry
 */
record XmlFormat(
        String name,
        String root,
        Set<String> parts,
        String version,
        Set<String> versions,
        Map<String, String> school,
        List<String> days,
        String pupil,
        String id)
        implements RosterFormat {

    static final Set<String> KEYS = Set.of("form", "root", "parts", "version", "school", "day", "pupil");

    /** @param all what stands under {@link #KEYS} */
    static XmlFormat load(String name, Map<String, FileNode> all) {
        Map<String, FileNode> version = FileNode.required(all, "version").map(Set.of("path", "one-of"), Set.of());
        Map<String, FileNode> pupil = FileNode.required(all, "pupil").map(Set.of("path", "attribute"), Set.of());
        Map<String, String> school = new LinkedHashMap<>();
        for (FileNode each : FileNode.required(all, "school").list()) {
            Map<String, FileNode> part = each.map(Set.of("path"), Set.of("otherwise"));
            FileNode otherwise = part.get("otherwise");
            school.put(FileNode.required(part, "path").text(), otherwise == null ? "" : otherwise.text());
        }
        return new XmlFormat(
                name,
                FileNode.required(all, "root").text(),
                FileNode.required(all, "parts").texts(),
                FileNode.required(version, "path").text(),
                FileNode.required(version, "one-of").texts(),
                school,
                List.copyOf(FileNode.required(all, "day").texts()),
                FileNode.required(pupil, "path").text(),
                FileNode.required(pupil, "attribute").text());
    }

    @Override
    public RosterFile read(byte[] body) {
        return RosterReader.read(this, body);
    }

    /** Whether the text of this element is looked at. */
    boolean reads(String path) {
        return path.equals(version) || school.containsKey(path) || days.contains(path);
    }
}
