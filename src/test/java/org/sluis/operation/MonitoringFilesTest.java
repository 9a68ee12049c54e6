package org.sluis.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluis.TestAuthority;
import org.sluis.TestGateway;
import org.sluis.TestTown;
import org.sluis.audit.EventKind;
import org.sluis.canonical.Reason;
import org.sluis.delivery.reach.RecipientWatch;
import org.sluis.party.Reception;

/** Dashboard and alerts ask for what there is: figures, labels, kinds and reasons; and each alert has its page. */
class MonitoringFilesTest {
    private static final Path FOLDER = Path.of("docs/monitoring");
    private static final Pattern FIGURE = Pattern.compile("\\b(?:sluis|ssl)_[a-z_]+");
    private static final Pattern SELECTED = Pattern.compile("(kind|reason|state)(=~?)\"([^\"]+)\"");

    private final List<String> asked = new ArrayList<>();
    private final List<String> alerts = new ArrayList<>();

    MonitoringFilesTest() throws IOException {
        JsonNode rules = new ObjectMapper(new YAMLFactory())
                .readTree(FOLDER.resolve("alerts.yaml").toFile());
        rules.findValues("rules")
                .forEach(group -> group.forEach(rule -> {
                    asked.add(rule.path("expr").asText());
                    alerts.add(rule.path("alert").asText());
                }));
        JsonNode board =
                new ObjectMapper().readTree(FOLDER.resolve("grafana.json").toFile());
        board.findValues("expr").forEach(expr -> asked.add(expr.asText()));
    }

    @Test
    void everyFigureThatIsAskedForIsTold(@TempDir Path folder) throws Exception {
        Instant now = Instant.now();
        new TestAuthority("Waterlee CA")
                .issue("sluis.example", now, now.plus(Duration.ofDays(90)))
                .write(folder);
        try (TestGateway gateway = new TestGateway(
                "sluis.delivery.workers=0",
                "spring.ssl.bundle.pem.own.keystore.certificate=file:" + folder.resolve("own.pem"),
                "spring.ssl.bundle.pem.own.keystore.private-key=file:" + folder.resolve("own.key"))) {
            TestTown town = new TestTown(gateway);
            town.childWithBothParentsConsent("leerling-zeeroos");
            gateway.post(
                    "de-linde-direct",
                    "/v1/doors/rest-json/plan-coordination/de-brug",
                    town.plan("leerling-zeeroos", "bericht-schelp"));
            gateway.bean(QueueMeters.class).look();
            withoutKey(gateway);
            gateway.bean(RecipientWatch.class).round();
            String told = gateway.bean(PrometheusMeterRegistry.class).scrape();
            Set<String> names =
                    FIGURE.matcher(told).results().map(found -> found.group()).collect(Collectors.toSet());
            Set<String> wanted = new TreeSet<>();
            asked.forEach(expr -> FIGURE.matcher(expr).results().forEach(found -> wanted.add(found.group())));
            assertThat(wanted).hasSizeGreaterThan(4);
            assertThat(names).containsAll(wanted);
        }
    }

    private static void withoutKey(TestGateway gateway) {
        gateway.receives("jeugdhulp-oever", new Reception("fhir-r4", "envelope", null, null));
    }

    @Test
    void everyKindReasonAndStateThatIsAskedForExists() {
        Set<String> kinds =
                Arrays.stream(EventKind.values()).map(EventKind::code).collect(Collectors.toSet());
        Set<String> reasons = Arrays.stream(Reason.values()).map(Reason::code).collect(Collectors.toSet());
        List<String> looked = new ArrayList<>();
        for (String expr : asked) {
            Matcher selected = SELECTED.matcher(expr);
            while (selected.find()) {
                Set<String> known =
                        switch (selected.group(1)) {
                            case "kind" -> kinds;
                            case "reason" -> reasons;
                            default -> Set.of("waiting", "sending", "parked");
                        };
                assertThat(known).as(selected.group()).anyMatch(each -> each.matches(selected.group(3)));
                looked.add(selected.group());
            }
        }
        assertThat(looked).hasSizeGreaterThan(8);
    }

    @Test
    void everyAlertHasItsPage() throws IOException {
        String page = Files.readString(Path.of("docs/operations.md"));
        List<String> headings = page.lines()
                .filter(line -> line.startsWith("### Sluis"))
                .map(line -> line.substring(4))
                .toList();
        assertThat(alerts).hasSizeGreaterThan(6).containsExactlyElementsOf(headings);
    }
}
