package org.sluis.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;
import org.sluis.law.ConsentFacts;

class DecisionJsonTest {

    @Test
    void whatWasStoredReadsBackAsTheSameInputAndTheSameDecision() {
        DecisionInput input = Known.plan();
        byte[] stored = DecisionJson.write(input);
        DecisionInput read = DecisionJson.read(stored);
        assertThat(read).isEqualTo(input);
        assertThat(DecisionJson.write(read)).isEqualTo(stored);
        assertThat(Known.POINT.decide(read)).isEqualTo(Known.POINT.decide(input));
    }

    @Test
    void theBytesAreTheOnesOfLastTime() throws IOException {
        DecisionInput plain = Known.plan(List.of("plan.kind"), List.of("PLAN"), List.of("PLAN"));
        DecisionInput fixed = new DecisionInput(
                plain.discloser(),
                plain.discloserKind(),
                plain.recipient(),
                plain.recipientKind(),
                plain.purpose(),
                plain.present(),
                plain.marks(),
                plain.facts(),
                plain.at(),
                plain.shifted(),
                "a".repeat(64),
                "b".repeat(64));
        assertThat(new String(DecisionJson.write(fixed), StandardCharsets.UTF_8))
                .isEqualTo(Files.readString(Path.of("src/test/resources/org/sluis/policy/decision-input.json"))
                        .strip());
    }

    /** As the reference implementation writes it, also where there is something to escape. */
    @Test
    void theBytesAreCanonical() throws IOException {
        String stored = new String(DecisionJson.write(Known.plan()), StandardCharsets.UTF_8);
        String odd = stored.replaceAll(
                "\"textVersion\":\"[^\"]*\"", "\"textVersion\":\"\\\\u001f \u00e9 \\\\\" \ud83d\ude00\"");
        assertThat(odd).isNotEqualTo(stored);
        for (String each : List.of(stored, odd)) {
            byte[] written = DecisionJson.write(DecisionJson.read(each));
            assertThat(new String(written, StandardCharsets.UTF_8))
                    .isEqualTo(new JsonCanonicalizer(each.getBytes(StandardCharsets.UTF_8)).getEncodedString());
        }
    }

    @Test
    void keysInAnyOrderAndAnySpacingGiveTheSameBytes() throws IOException {
        byte[] stored = DecisionJson.write(Known.plan());
        ObjectMapper json = new ObjectMapper();
        byte[] shuffled =
                json.writerWithDefaultPrettyPrinter().writeValueAsBytes(reversed(json.readValue(stored, Map.class)));
        assertThat(shuffled).isNotEqualTo(stored);
        assertThat(DecisionJson.write(DecisionJson.read(shuffled))).isEqualTo(stored);
    }

    @Test
    void refusesWhatIsNotWholeOrHasMore() {
        String stored = new String(DecisionJson.write(Known.plan()), StandardCharsets.UTF_8);
        assertThat(DecisionJson.read(stored)).isEqualTo(Known.plan());
        for (String wrong : List.of(
                stored.replace("\"capable\":true,", ""),
                stored.replace("\"capable\":true", "\"capable\":null"),
                stored.replaceFirst("\\{", "{\"name\":\"\","),
                stored.replace("\"capable\":true", "\"capable\":true,\"capable\":true"),
                stored.replace("\"SCHOOL\"", "\"kitchen\"").replace("\"school\"", "\"kitchen\""),
                stored + "{}",
                "")) {
            assertThatThrownBy(() -> DecisionJson.read(wrong)).as(wrong).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void refusesAVersionThatJsonCannotTellExactly() {
        ConsentFacts facts = Known.facts(true);
        ConsentFacts far = new ConsentFacts(
                facts.subject(),
                1L << 53,
                facts.ageBand(),
                true,
                true,
                facts.authority(),
                facts.authorityCheckedOn(),
                facts.day(),
                facts.holders(),
                facts.consents());
        assertThatThrownBy(() -> DecisionJson.write(Known.input(Known.PRESENT, far)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> reversed(Map<String, Object> map) {
        List<String> keys = new ArrayList<>(map.keySet());
        java.util.Collections.reverse(keys);
        Map<String, Object> reversed = new LinkedHashMap<>();
        keys.forEach(k -> reversed.put(
                k, map.get(k) instanceof Map<?, ?> inner ? reversed((Map<String, Object>) inner) : map.get(k)));
        return reversed;
    }
}
