package org.sluis.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {

    @Property(tries = 100)
    void writesWhatTheReferenceImplementationWrites(
            @ForAll @Size(max = 4)
                    Map<@StringLength(max = 8) String, @Size(max = 3) List<@StringLength(max = 12) String>> facts)
            throws Exception {
        String ours;
        try {
            ours = CanonicalJson.write(facts);
        } catch (IllegalArgumentException halfASurrogate) {
            assertThat(facts.toString()).matches(text -> !UTF_8.newEncoder().canEncode(text));
            return;
        }
        String theirs = new JsonCanonicalizer(new ObjectMapper().writeValueAsString(facts)).getEncodedString();
        assertThat(ours).isEqualTo(theirs);
    }

    @Test
    void sortsByUtf16UnitsAndEscapesTheShortestWay() {
        assertThat(CanonicalJson.write(
                        Map.of("\ud83d\ude00", "\u001f\n\"\\/", "\ufb33", List.of(), "a", Map.of(), "v", 1)))
                .isEqualTo("{\"a\":{},\"v\":1,\"\ud83d\ude00\":\"\\u001f\\n\\\"\\\\/\",\"\ufb33\":[]}");
    }

    @Test
    void refusesWhatHasNoOneForm() {
        assertThatThrownBy(() -> CanonicalJson.write(1.5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CanonicalJson.write(List.of("\ud83d"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CanonicalJson.write(List.of("\ude00\ud83d")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
