package org.sluis.disclosure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What carries between a folder and an SFTP server: files and checksums come to {@code in}, reports go. Each side is named in
 * exactly one way: a server whose key is known, our key, the folder of the same name. NAME stands for it.
 */
final class CarrierRules {
    private static final Map<String, String> SERVER = Map.of(
            "privateKeyFile", "{{sluis.folders.NAME.sftp.key-file}}",
            "knownHostsFile", "{{sluis.folders.NAME.sftp.known-hosts}}",
            "strictHostKeyChecking", "yes",
            "useUserKnownHostsFile", "false",
            "preferredAuthentications", "publickey",
            "autoCreate", "false",
            "soTimeout", "30000");
    private static final Map<String, String> POLLED =
            Map.of("exceptionHandler", "#folderTrouble", "delay", "{{sluis.folders.NAME.every}}", "delete", "true");
    private static final String IN = "file:{{sluis.folders.NAME.path}}/in";
    private static final String SFTP = "sftp:{{sluis.folders.NAME.sftp.address}}";
    private static final String NAMES = "[A-Za-z0-9][A-Za-z0-9._-]{0,119}[.]csv";
    private static final Map<String, String> DONE = Map.of("doneFileName", "${file:name}.done");
    private static final Map<String, String> WHOLE = Map.of("tempPrefix", ".coming-");

    /** Where a route begins and ends. */
    private record Way(String from, Map<String, String> told, String to, Map<String, String> toldThere) {}

    private static final List<Way> WAYS = List.of(
            new Way(
                    SFTP + "/in",
                    all(SERVER, POLLED, DONE, Map.of("include", NAMES)),
                    IN,
                    all(WHOLE, DONE, Map.of("autoCreate", "false"))),
            new Way(
                    SFTP + "/in",
                    all(SERVER, POLLED, Map.of("include", NAMES + "[.]sha256", "filter", "#checksumFilter")),
                    IN,
                    all(WHOLE, Map.of("autoCreate", "false"))),
            new Way(
                    "file:{{sluis.folders.NAME.path}}/reports",
                    Map.of(
                            "autoCreate", "false",
                            "include", ".*[.]report[.]csv",
                            "exceptionHandler", "#folderTrouble",
                            "readLock", "none",
                            "delay", "{{sluis.folders.NAME.every}}",
                            "move", "sent"),
                    SFTP + "/reports",
                    all(SERVER, WHOLE)));

    private CarrierRules() {}

    /** Whether this route is one of these ways, whole, for the folder of this name. */
    static boolean hold(String name, JsonNode route) {
        JsonNode from = route.path("from");
        JsonNode to = from.path("steps").path(0).path("to");
        Way way = new Way(
                named(name, from.path("uri").asText()),
                told(name, from),
                named(name, to.path("uri").asText()),
                told(name, to));
        return WAYS.contains(way)
                && from.path("steps").size() == 1
                && from.path("steps").get(0).size() == 1
                && named(name, route.path("autoStartup").asText()).equals("{{sluis.folders.NAME.sftp.open}}");
    }

    private static Map<String, String> told(String name, JsonNode at) {
        Map<String, String> told = new TreeMap<>();
        at.path("parameters")
                .properties()
                .forEach(
                        set -> told.put(set.getKey(), named(name, set.getValue().asText())));
        return told;
    }

    private static String named(String name, String text) {
        return text.replace("sluis.folders." + name + ".", "sluis.folders.NAME.");
    }

    @SafeVarargs
    private static Map<String, String> all(Map<String, String>... some) {
        Map<String, String> all = new HashMap<>();
        for (Map<String, String> each : some) {
            all.putAll(each);
        }
        return all;
    }
}
