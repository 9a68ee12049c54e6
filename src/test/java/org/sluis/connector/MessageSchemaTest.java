package org.sluis.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import wiremock.com.networknt.schema.InputFormat;
import wiremock.com.networknt.schema.JsonSchema;
import wiremock.com.networknt.schema.JsonSchemaFactory;
import wiremock.com.networknt.schema.SpecVersion;
import wiremock.com.networknt.schema.ValidationMessage;

/** The published schema, which {@link ConnectorFixturesTest} holds to the mapping, is tried on every fixture. */
class MessageSchemaTest {
    /** What only Sluis can tell: it keeps the schema from saying yes to less, so a schema may say yes to more. */
    private static final List<String> BEYOND_A_SCHEMA = List.of("reject-double-key");

    static Stream<Fixture> messages() {
        return Fixture.with("in.json").stream();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void saysYesToWhatIsReadAndNoToWhatIsRefused(Fixture fixture) throws Exception {
        String name = fixture.connector();
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(Path.of("routes/connectors", name, name + ".schema.json")));

        Set<ValidationMessage> wrong = schema.validate(new String(fixture.bytes("in.json"), UTF_8), InputFormat.JSON);

        boolean readable = !fixture.rejects()
                || BEYOND_A_SCHEMA.contains(fixture.folder().getFileName().toString());
        assertThat(wrong.isEmpty()).as(wrong.toString()).isEqualTo(readable);
    }
}
