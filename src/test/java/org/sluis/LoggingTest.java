package org.sluis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.sluis.gate.Receive;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Configuration;

/** Logging in a process of its own, as a gateway and as a command have it. */
class LoggingTest {
    private static final String HOSTILE =
            "a\r\nb\u001b[31m\u0007\u007f\u0085\u009b\u200b\u2028\u202e\u2066\ufeff{\"level\":\"FAKE\"}";

    @Configuration
    static class Nothing {}

    /** Logs hostile text, with Spring where a profile is given and without it where none is. */
    static final class Speaker {
        public static void main(String[] arguments) {
            if (arguments.length > 0) {
                new SpringApplicationBuilder(Nothing.class)
                        .web(WebApplicationType.NONE)
                        .profiles(arguments[0])
                        .run();
            }
            MDC.put(Receive.NAMED, "the-disclosure");
            LoggerFactory.getLogger("org.sluis.speaker").warn("{}", HOSTILE);
            LoggerFactory.getLogger("org.sluis.speaker").warn("thrown", new IllegalStateException(HOSTILE));
            LoggerFactory.getLogger("org.flywaydb.speaker").info("chatter");
            LoggerFactory.getLogger("ca.uhn.fhir.rest.client.speaker").error("body");
        }
    }

    @Test
    void theGatewayLogsOneLineOfJsonForEachEvent() throws Exception {
        List<String> lines = speak("serve").stream()
                .filter(line -> line.contains("org.sluis.speaker"))
                .toList();

        assertThat(lines).hasSize(2).allSatisfy(line -> assertThat(line)
                .matches("[^\\p{Cntrl}\\p{Cf}\u0080-\u009f\u2028]+"));
        JsonNode event = new ObjectMapper().readTree(lines.get(0));
        assertThat(event.at("/log/level").asText()).isEqualTo("WARN");
        assertThat(event.at("/disclosure").asText()).isEqualTo("the-disclosure");
        assertThat(event.at("/message").asText())
                .startsWith("a\r\nb\u001b[31m")
                .endsWith("\\u200b\\u2028\\u202e\\u2066\\ufeff{\"level\":\"FAKE\"}");
    }

    @Test
    void theDemoLogsShortLines() throws Exception {
        assertThat(speak("plain"))
                .anyMatch(line -> line.matches("\\d\\d:\\d\\d:\\d\\d WARN  a\\?\\?b\\?\\[31m\\?.*FAKE.*"))
                .allSatisfy(
                        line -> assertThat(line).matches("[^\\p{Cf}\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028]*"));
    }

    @Test
    void aCommandWithoutSpringLogsOnlyWhatIsWrong() throws Exception {
        assertThat(speak()).isNotEmpty().first().asString().matches("\\d\\d:\\d\\d:\\d\\d WARN  a\\?\\?b.*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "plain"})
    void librariesAreQuietAndBodiesAreNotLogged(String profile) throws Exception {
        assertThat(speak(profile)).noneMatch(line -> line.contains("chatter") || line.contains("body"));
    }

    private static List<String> speak(String... profile) throws Exception {
        List<String> command = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-Dstdout.encoding=UTF-8",
                                "-Dstderr.encoding=UTF-8",
                                profile.length == 0 ? "-Dlogback.configurationFile=logback-plain.xml" : "-Dspring",
                                "-Dspring.main.banner-mode=off",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Speaker.class.getName()),
                        Stream.of(profile))
                .toList();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said.lines().toList();
    }
}
