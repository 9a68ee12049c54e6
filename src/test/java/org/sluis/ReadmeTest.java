package org.sluis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the README points at is there, and what it says of the spine is what the route says. {@link ReadmeIT} runs its commands. */
class ReadmeTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)\\)");
    private static final Pattern STEP = Pattern.compile("(?m)^\\s+- to: bean:(\\w+)");

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        Matcher links = LINK.matcher(readme());
        int found = 0;
        while (links.find()) {
            found++;
            assertThat(Path.of(links.group(1))).as(links.group(1)).exists();
        }
        assertThat(found).isGreaterThan(15);
    }

    @Test
    void theStepsAreThoseOfTheRoute() throws IOException {
        List<String> steps = STEP.matcher(Files.readString(Path.of("routes/disclosure.camel.yaml")))
                .results()
                .map(step -> step.group(1))
                .toList();
        assertThat(readme()).contains(String.join(" → ", steps));
        assertThat(steps).allSatisfy(step -> assertThat(readme()).containsPattern("(?m)^\\| " + step + " \\|"));
    }

    @Test
    void thePromisesAreOnTheFirstScreen() throws IOException {
        assertThat(readme().lines().limit(14)).anyMatch(line -> line.contains("when it cannot tell, it does not send"));
    }

    static String readme() throws IOException {
        return Files.readString(Path.of("README.md"));
    }
}
