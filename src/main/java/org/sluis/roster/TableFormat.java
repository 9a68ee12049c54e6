package org.sluis.roster;

import java.util.Map;
import java.util.Set;
import org.sluis.canonical.FileNode;

/**
 * Tables of CSV in one ZIP file. Such a format has no day of its own: what is sent holds for the day on which it comes.
 *
 * @param about the table of names and values that says what the others are; its columns {@code name} and {@code value} are the first two
 * @param says what each of these names must say
 * @param schools the table of schools: exactly one row of it counts
 * @param pupils the table of who belongs to which
 */
record TableFormat(String name, String about, Map<String, Set<String>> says, Table schools, Table pupils)
        implements RosterFormat {
    static final Set<String> KEYS = Set.of("form", "about", "school", "pupil");

    /**
     * Which rows of a table count, and what is read of them.
     *
     * @param file its name in the ZIP file
     * @param id the column of the row's own id: of a pupil, the one that the school's messages carry
     * @param of the column with the school's number; of a pupil the ids of its schools, commas between
     * @param where what these columns must say @param unless what these must not
     */
    record Table(String file, String id, String of, Map<String, Set<String>> where, Map<String, Set<String>> unless) {

        private static Table load(FileNode node, String of) {
            Map<String, FileNode> all = node.map(Set.of("file", "id", of, "where", "unless"), Set.of());
            return new Table(
                    FileNode.required(all, "file").text(),
                    FileNode.required(all, "id").text(),
                    FileNode.required(all, of).text(),
                    RosterFormat.texts(FileNode.required(all, "where")),
                    RosterFormat.texts(FileNode.required(all, "unless")));
        }
    }

    /** @param all what stands under {@link #KEYS} */
    static TableFormat load(String name, Map<String, FileNode> all) {
        Map<String, FileNode> about = FileNode.required(all, "about").map(Set.of("file", "says"), Set.of());
        return new TableFormat(
                name,
                FileNode.required(about, "file").text(),
                RosterFormat.texts(FileNode.required(about, "says")),
                Table.load(FileNode.required(all, "school"), "number"),
                Table.load(FileNode.required(all, "pupil"), "schools"));
    }

    @Override
    public RosterFile read(byte[] body) {
        return TableReader.read(this, body);
    }
}
