package org.sluis.connector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.Element;
import org.sluis.canonical.Elements;
import org.sluis.canonical.Refused;

/** One folder of {@code test-fixtures/connectors/<connector>}: what stands in it, and how it is written anew. */
record FixtureFolder(Path folder) {
    static final String ELEMENTS = "elements.yaml";
    static final String OUT = "out.json";
    static final String OUT_XML = "out.xml";
    static final String REASON = "reason.yaml";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final YAMLMapper YAML = new YAMLMapper(YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());

    String connector() {
        Path above = folder.toAbsolutePath().normalize().getParent();
        return above == null ? "" : String.valueOf(above.getFileName());
    }

    boolean rejects() {
        return String.valueOf(folder.getFileName()).startsWith("reject-");
    }

    /** The file that holds the message to read, or nothing where the fixture is one to write. */
    Optional<Path> in() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("in."))
                    .sorted()
                    .findFirst();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The message to read, where there is one. */
    Optional<byte[]> message() {
        return in().map(file -> bytes(file.getFileName().toString()));
    }

    byte[] bytes(String name) {
        if (!Files.isRegularFile(folder.resolve(name))) {
            throw new IllegalArgumentException(name + " is missing");
        }
        try {
            return Files.readAllBytes(folder.resolve(name));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    JsonNode yaml(String name) {
        try {
            return YAML.readTree(bytes(name));
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(
                    name + ":" + line(broken) + ": is not YAML, or says something twice", broken);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    JsonNode json(String name) {
        try {
            return JSON.readTree(bytes(name));
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(name + ":" + line(broken) + ": is not JSON", broken);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static int line(JsonProcessingException broken) {
        return broken.getLocation() == null ? 1 : broken.getLocation().getLineNr();
    }

    /** What {@code elements.yaml} says: a value by id, or the values by position. */
    Elements elements() {
        List<Element> elements = new ArrayList<>();
        JsonNode all = yaml(ELEMENTS).path("elements");
        if (!all.isObject()) {
            throw new IllegalArgumentException(ELEMENTS + " has no elements:");
        }
        all.properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            for (int i = 0; i < (value.isArray() ? value.size() : 1); i++) {
                JsonNode one = value.isArray() ? value.get(i) : value;
                if (!one.isNull()) {
                    elements.add(new Element(entry.getKey(), i, text(entry.getKey(), one)));
                }
            }
        });
        return Elements.of(elements);
    }

    private static String text(String id, JsonNode value) {
        if (!value.isTextual()) {
            throw new IllegalArgumentException(ELEMENTS + ": " + id + ": write the value in \"quotes\"");
        }
        return value.textValue();
    }

    /** Writes anew what came of it; of what should have been refused and was not, nothing. */
    void write(Connectors connectors, Dictionary dictionary) {
        try {
            if (rejects()) {
                writeReason(connectors);
            } else if (in().isPresent()) {
                write(ELEMENTS, asYaml(connectors.in(connector()).read(bytes(fileName(in()))), dictionary));
            } else {
                write(connectors.out(connector()).render(elements()));
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private void write(Rendered rendered) throws IOException {
        if (rendered.isXml()) {
            write(OUT_XML, xml(rendered));
        } else {
            JsonNode tree = JSON.readTree(rendered.bytes());
            write(OUT, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree) + "\n");
        }
    }

    /** A document on one line. */
    static String xml(Rendered rendered) {
        return new String(rendered.bytes(), StandardCharsets.UTF_8) + "\n";
    }

    private void writeReason(Connectors connectors) throws IOException {
        try {
            if (in().isPresent()) {
                connectors.in(connector()).read(bytes(fileName(in())));
            } else {
                connectors.out(connector()).render(elements());
            }
        } catch (Refused refused) {
            Map<String, Object> reason = new LinkedHashMap<>();
            reason.put("code", refused.reason().code());
            reason.put("where", FixtureCheck.byLine(refused, this) ? List.of() : refused.where());
            write(REASON, YAML.writeValueAsString(reason));
        }
    }

    static String fileName(Optional<Path> file) {
        return String.valueOf(file.orElseThrow().getFileName());
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    /** A reading as it stands in a fixture. */
    private static String asYaml(Reading reading, Dictionary dictionary) throws IOException {
        Map<String, Object> single = new LinkedHashMap<>();
        Map<String, List<String>> repeated = new LinkedHashMap<>();
        reading.elements().stream().forEach(element -> {
            if (!dictionary.element(element.id()).repeats()) {
                single.put(element.id(), element.value());
                return;
            }
            List<String> values = repeated.computeIfAbsent(element.id(), id -> new ArrayList<>());
            single.put(element.id(), values);
            while (values.size() < element.position()) {
                values.add(null);
            }
            values.add(element.value());
        });
        Map<String, Object> file = new LinkedHashMap<>();
        if (reading.messageId() != null) {
            file.put("messageId", reading.messageId());
        }
        file.put("elements", single);
        return YAML.writeValueAsString(file);
    }

    /** The connector and the case. */
    @Override
    public String toString() {
        return connector() + "/" + folder.getFileName();
    }
}
