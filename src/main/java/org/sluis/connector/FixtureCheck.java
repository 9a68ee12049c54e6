package org.sluis.connector;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Elements;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;

/** Whether a mapping makes of one fixture what stands in it. Shows values: those of fixtures are invented. */
final class FixtureCheck {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST = 20;

    private final FixtureFolder fixture;
    private final List<String> wrong = new ArrayList<>();

    private FixtureCheck(FixtureFolder fixture) {
        this.fixture = fixture;
    }

    /** What is wrong, a line each with the file, what was expected and what came; none where all is as it stands. */
    static List<String> wrong(FixtureFolder fixture, Connectors connectors) {
        FixtureCheck check = new FixtureCheck(fixture);
        try {
            check.check(connectors);
        } catch (IllegalArgumentException broken) {
            check.wrong.add(fixture + "/" + broken.getMessage());
        } catch (IllegalStateException fault) { // an id of another form than Sluis issues
            check.wrong.add(fixture + "/" + FixtureFolder.ELEMENTS + ": " + fault.getMessage());
        }
        return check.wrong.size() <= MOST ? check.wrong : check.wrong.subList(0, MOST);
    }

    /** A key that is there twice is told by the line of the file, which a fixture leaves out. */
    static boolean byLine(Refused refused, FixtureFolder fixture) {
        return refused.reason() == Reason.DUPLICATE_KEY
                && fixture.in()
                        .filter(file -> file.toString().endsWith(".json"))
                        .isPresent();
    }

    private void check(Connectors connectors) {
        String name = fixture.connector();
        boolean reads = fixture.in().isPresent();
        if (reads ? !connectors.reads(name) : !connectors.writes(name)) {
            add(
                    reads ? FixtureFolder.fileName(fixture.in()) : FixtureFolder.ELEMENTS,
                    "a connector " + name + " that " + (reads ? "reads" : "writes"),
                    "none");
        } else if (reads) {
            byte[] message = fixture.message().orElseThrow();
            Reading reading = unlessRefused(
                    FixtureFolder.fileName(fixture.in()),
                    () -> connectors.in(name).read(message));
            if (reading != null) {
                compare(reading);
            }
        } else {
            Elements elements = fixture.elements();
            Rendered rendered = unlessRefused(
                    FixtureFolder.ELEMENTS, () -> connectors.out(name).render(elements));
            if (rendered != null) {
                compare(elements, rendered);
            }
        }
    }

    /** What is to be compared; nothing where it was refused, or should have been. */
    private <T> @Nullable T unlessRefused(String file, Supplier<T> attempt) {
        T came;
        try {
            came = attempt.get();
        } catch (Refused refused) {
            if (fixture.rejects()) {
                compare(refused);
            } else {
                add(
                        file,
                        "nothing wrong with it",
                        "refused, " + refused.reason().code() + " at " + refused.where());
            }
            return null;
        }
        if (fixture.rejects()) {
            add(FixtureFolder.REASON, "refused, " + code(), "nothing wrong with it");
            return null;
        }
        return came;
    }

    private String code() {
        return fixture.yaml(FixtureFolder.REASON).path("code").asText();
    }

    private void compare(Refused refused) {
        List<String> where = new ArrayList<>();
        fixture.yaml(FixtureFolder.REASON).path("where").forEach(place -> where.add(place.asText()));
        boolean placed = byLine(refused, fixture) || refused.where().equals(where);
        if (!refused.reason().code().equals(code()) || !placed) {
            add(FixtureFolder.REASON, code() + " at " + where, refused.reason().code() + " at " + refused.where());
        }
    }

    private void compare(Reading reading) {
        SortedMap<String, String> expected = byPlace(fixture.elements());
        SortedMap<String, String> came = byPlace(reading.elements());
        String id = fixture.yaml(FixtureFolder.ELEMENTS).path("messageId").textValue();
        if (id != null) {
            expected.put("messageId", id);
        }
        if (reading.messageId() != null) {
            came.put("messageId", reading.messageId());
        }
        SortedSet<String> places = new TreeSet<>(expected.keySet());
        places.addAll(came.keySet());
        for (String place : places) {
            if (!quoted(expected.get(place)).equals(quoted(came.get(place)))) {
                add(FixtureFolder.ELEMENTS + ": " + place, quoted(expected.get(place)), quoted(came.get(place)));
            }
        }
    }

    private void compare(Elements elements, Rendered rendered) {
        try {
            if (rendered.isXml()) {
                String expected = new String(fixture.bytes(FixtureFolder.OUT_XML), UTF_8);
                String came = FixtureFolder.xml(rendered);
                if (!expected.equals(came)) {
                    add(FixtureFolder.OUT_XML, expected, came);
                }
            } else {
                differ("", fixture.json(FixtureFolder.OUT), JSON.readTree(rendered.bytes()));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        elements.ids().stream()
                .filter(id ->
                        !id.endsWith(".pairwiseId") && !rendered.elements().contains(id))
                .forEach(id -> add(FixtureFolder.ELEMENTS + ": " + id, "a place for it in the template", "none"));
    }

    /** Field by field, in their order. */
    private void differ(String at, JsonNode expected, JsonNode came) {
        if (expected.isObject() && came.isObject()) {
            List<String> names = names(expected);
            if (!names.equals(names(came))) {
                add(
                        FixtureFolder.OUT + ": " + at,
                        "the fields " + names,
                        names(came).toString());
            }
            names.stream()
                    .filter(came::has)
                    .forEach(name -> differ(at + "/" + name, expected.get(name), came.get(name)));
        } else if (expected.isArray() && came.isArray()) {
            if (expected.size() != came.size()) {
                add(FixtureFolder.OUT + ": " + at, expected.size() + " items", Integer.toString(came.size()));
            }
            for (int i = 0; i < Math.min(expected.size(), came.size()); i++) {
                differ(at + "/" + i, expected.get(i), came.get(i));
            }
        } else if (!expected.equals(came)) {
            add(FixtureFolder.OUT + ": " + at, expected.toString(), came.toString());
        }
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static SortedMap<String, String> byPlace(Elements elements) {
        SortedMap<String, String> places = new TreeMap<>();
        elements.stream().forEach(element -> places.put(element.toString(), element.value()));
        return places;
    }

    private static String quoted(@Nullable String value) {
        return value == null ? "nothing" : '"' + value + '"';
    }

    private void add(String file, String expected, String came) {
        wrong.add(fixture + "/" + file + ": expected " + expected + ", came " + came);
    }
}
