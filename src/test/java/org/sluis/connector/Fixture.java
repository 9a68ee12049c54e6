package org.sluis.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
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

/** One folder of {@code test-fixtures/connectors/<connector>}. */
record Fixture(Path folder) {
    static final Path ROOT = Path.of("test-fixtures/connectors");
    static final Dictionary DICTIONARY = Dictionary.load(Path.of("consent-policies/dictionary.yaml"));
    static final Connectors CONNECTORS = Connectors.load(Path.of("routes/connectors"), DICTIONARY);
    static final ObjectMapper JSON = new ObjectMapper();
    /** Writes what is derived instead of comparing it: {@code SLUIS_REGENERATE=true}. */
    static final boolean REGENERATE = "true".equals(System.getenv("SLUIS_REGENERATE"));

    private static final YAMLMapper YAML = new YAMLMapper();

    /** All of them that hold a message to read. */
    static List<Fixture> incoming() {
        List<Fixture> found = new ArrayList<>(with("in.json"));
        found.addAll(with("in.xml"));
        found.addAll(with("in.form"));
        found.addAll(with("in.csv"));
        return found;
    }

    /** All of them that hold such a file. */
    static List<Fixture> with(String file) {
        try (Stream<Path> found = Files.walk(ROOT, 3)) {
            return found.filter(path -> path.getFileName().toString().equals(file))
                    .map(path -> new Fixture(path.getParent()))
                    .sorted(java.util.Comparator.comparing(Fixture::folder))
                    .toList();
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }

    String connector() {
        return folder.getParent().getFileName().toString();
    }

    boolean rejects() {
        return folder.getFileName().toString().startsWith("reject-");
    }

    byte[] bytes(String name) {
        try {
            return Files.readAllBytes(folder.resolve(name));
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }

    /** The message to read, or nothing where the fixture is one to write. */
    Optional<byte[]> message() {
        return Stream.of("in.json", "in.xml", "in.form", "in.csv")
                .filter(name -> Files.exists(folder.resolve(name)))
                .map(this::bytes)
                .findFirst();
    }

    JsonNode yaml(String name) {
        try {
            return YAML.readTree(bytes(name));
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }

    void write(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }

    Elements elements() {
        List<Element> elements = new ArrayList<>();
        yaml("elements.yaml").get("elements").properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            for (int i = 0; i < (value.isArray() ? value.size() : 1); i++) {
                JsonNode one = value.isArray() ? value.get(i) : value;
                if (!one.isNull()) {
                    elements.add(new Element(entry.getKey(), i, one.textValue()));
                }
            }
        });
        return Elements.of(elements);
    }

    /** A reading as it stands in a fixture: the value, or the values by position. */
    static String asYaml(Reading reading) {
        Map<String, Object> ids = new LinkedHashMap<>();
        reading.elements().stream().forEach(element -> {
            if (!DICTIONARY.element(element.id()).repeats()) {
                ids.put(element.id(), element.value());
                return;
            }
            @SuppressWarnings("unchecked")
            List<String> values = (List<String>) ids.computeIfAbsent(element.id(), id -> new ArrayList<String>());
            while (values.size() < element.position()) {
                values.add(null);
            }
            values.add(element.value());
        });
        Map<String, Object> file = new LinkedHashMap<>();
        if (reading.messageId() != null) {
            file.put("messageId", reading.messageId());
        }
        file.put("elements", ids);
        try {
            return YAML.writeValueAsString(file);
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }

    @Override
    public String toString() {
        return ROOT.relativize(folder).toString();
    }
}
