package org.sluis.disclosure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * YAML says where; Java says whether and what. A route may name a door, a bean of the list, a fixed endpoint. Everything
 * that is not on the list is a violation, so a new way round the spine has to be put on the list first.
 */
final class RouteRules {
    private static final Set<String> SPINE = Set.of(
            "receive",
            "authenticate",
            "translateIn",
            "resolveConsent",
            "decide",
            "minimise",
            "pseudonymise",
            "translateOut",
            "seal",
            "release",
            "acknowledge");
    private static final Set<String> ROUTE_KEYS =
            Set.of("id", "description", "routeConfigurationId", "autoStartup", "errorHandler", "from");
    private static final Pattern FOLDER = Pattern.compile("file:\\{\\{sluis\\.folders\\.([a-z0-9-]+)\\.path}}/in");
    private static final Pattern CARRIER = Pattern.compile(
            "sftp:\\{\\{sluis\\.folders\\.([a-z0-9-]+)\\.sftp\\.address}}/in|file:\\{\\{sluis\\.folders\\.([a-z0-9-]+)\\.path}}/reports");
    /** How a folder is looked at, whole: none of it may be left out, and nothing else is said. A name stands for the folder's. */
    private static final Map<String, String> OF_A_FOLDER = Map.of(
            "autoCreate", "false",
            "include", ".*[.]csv",
            "doneFileName", "${file:name}.done",
            "filter", "#folderFilter",
            "exceptionHandler", "#folderTrouble",
            "readLock", "none",
            "delay", "{{sluis.folders.NAME.every}}",
            "delete", "true");

    private static final Pattern HOST = Pattern.compile("(?i)https?://(?!\\{\\{)|sftp://(?!\\{\\{)|ftp://");
    private static final Pattern EXPRESSION =
            Pattern.compile("\\$\\{|(?i)\\b(simple|jsonpath|xpath|groovy|jq|header)\\b");
    private static final Pattern SECRET = Pattern.compile("(?i)(password|secret|token|passphrase)=(?!\\{\\{)");

    private RouteRules() {}

    /** What is wrong with the routes below this folder, each with its file; no route file at all is wrong too. */
    static List<String> violations(Path routes) {
        try (Stream<Path> files = Files.walk(routes)) {
            List<Path> all = files.filter(file -> file.toString().endsWith(".camel.yaml"))
                    .sorted()
                    .toList();
            List<String> found = new ArrayList<>();
            if (all.isEmpty()) {
                found.add(routes + ": no route file");
            }
            for (Path file : all) {
                check(routes.relativize(file).toString(), Files.readString(file), found);
            }
            return found;
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    static void check(String file, String text, List<String> found) throws IOException {
        JsonNode document = new ObjectMapper(new YAMLFactory()).readTree(text);
        for (JsonNode entry : document) {
            if (entry.has("route")) {
                route(file, entry.get("route"), found);
            } else if (!(file.equals("refusal.camel.yaml") && entry.has("routeConfiguration") && entry.size() == 1)) {
                found.add(file + ": only routes may stand here, and the one refusal");
            }
        }
    }

    private static void route(String file, JsonNode route, List<String> found) {
        route.fieldNames().forEachRemaining(key -> {
            if (!ROUTE_KEYS.contains(key)) {
                found.add(file + ": a route has no " + key);
            }
        });
        JsonNode from = route.path("from");
        Matcher carrier = CARRIER.matcher(from.path("uri").asText());
        if (file.startsWith("connectors/") && carrier.matches()) {
            String name = carrier.group(1) == null ? carrier.group(2) : carrier.group(1);
            if (!CarrierRules.hold(name, route)) {
                found.add(file + ": what carries for a folder goes one way, to a server whose key is known");
            }
            return;
        }
        from(file, from.path("uri").asText(), found);
        Matcher folder = FOLDER.matcher(from.path("uri").asText());
        if (folder.matches()) {
            folder(file, folder.group(1), route, found);
        } else if (route.has("autoStartup") || from.has("parameters")) {
            found.add(file + ": only a folder may be closed, or be told how it is looked at");
        }
        if (from.path("steps").isEmpty()) {
            found.add(file + ": a route without steps");
        }
        for (JsonNode step : from.path("steps")) {
            step(file, step, folder.matches(), found);
        }
        boolean spine = file.equals("disclosure.camel.yaml");
        if (!file.startsWith("connectors/")
                && !"refusal".equals(route.path("routeConfigurationId").asText())) {
            found.add(file + ": its failures must end in the refusal");
        }
        if (spine && from.path("steps").size() != SPINE.size()) {
            found.add(file + ": the spine has " + SPINE.size() + " steps");
        }
    }

    private static void from(String file, String uri, List<String> found) {
        boolean allowed = file.startsWith("connectors/")
                ? uri.equals("direct:deliver-" + file.split("/")[1])
                        || FOLDER.matcher(uri).matches()
                : uri.equals("direct:" + file.replace(".camel.yaml", ""));
        if (!allowed) {
            found.add(file + ": a route may not begin at " + uri);
        }
    }

    /** One step, to the door of folders; it opens by its own setting alone, and is looked at in one way. */
    private static void folder(String file, String name, JsonNode route, List<String> found) {
        Map<String, String> told = new TreeMap<>();
        route.path("from")
                .path("parameters")
                .properties()
                .forEach(set ->
                        told.put(set.getKey(), set.getValue().asText().replace("folders." + name, "folders.NAME")));
        if (!told.equals(OF_A_FOLDER)) {
            found.add(file + ": a folder is looked at with " + new TreeMap<>(OF_A_FOLDER) + " and nothing else");
        }
        if (!route.path("autoStartup").asText().equals("{{sluis.folders." + name + ".open}}")) {
            found.add(file + ": a folder opens by the setting open of its own name");
        }
        JsonNode steps = route.path("from").path("steps");
        if (steps.size() != 1 || !steps.get(0).path("to").asText().equals("bean:folderDoor")) {
            found.add(file + ": a folder leads to bean:folderDoor and nowhere else");
        }
    }

    private static void step(String file, JsonNode step, boolean folder, List<String> found) {
        if (step.size() != 1 || !step.has("to")) {
            found.add(file + ": a step is a 'to', not " + step.fieldNames().next());
            return;
        }
        JsonNode to = step.get("to");
        String uri = to.isTextual() ? to.asText() : to.path("uri").asText();
        String whole = to.toString();
        if (HOST.matcher(whole).find()
                || EXPRESSION.matcher(whole).find()
                || SECRET.matcher(whole.replace("\":\"", "=")).find()) {
            found.add(file + ": a literal host, a secret or an expression");
        }
        boolean allowed;
        if (file.equals("disclosure.camel.yaml")) {
            allowed = uri.startsWith("bean:") && SPINE.contains(uri.substring(5));
        } else if (file.startsWith("connectors/")) {
            allowed = uri.equals("direct:disclosure")
                    || uri.startsWith("fhir:")
                    || uri.equals("bean:folderDoor") && folder;
        } else {
            allowed = false;
        }
        if (!allowed) {
            found.add(file + ": a step may not go to " + uri);
        }
    }
}
