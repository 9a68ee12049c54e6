package org.sluis.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteRulesTest {

    @Test
    void everyRouteOfTheHouseKeepsTheRules() {
        assertThat(RouteRules.violations(Path.of("routes"))).isEmpty();
    }

    @Test
    void aFolderWithoutRoutesIsAViolation(@TempDir Path empty) {
        assertThat(RouteRules.violations(empty)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{to: \"bean:shortcut\"}",
                "{to: \"http://example.nl/x\"}",
                "{to: \"fhir:transaction/withBundle?serverUrl=https://care.example.nl/fhir\"}",
                "{to: \"fhir:transaction/withBundle?serverUrl={{url}}&password=geheim\"}",
                "{toD: \"direct:${header.where}\"}",
                "{setBody: {simple: \"x\"}}",
                "{choice: {when: []}}",
                "{wireTap: {uri: \"direct:elsewhere\"}}",
                "{log: \"${body}\"}",
                "{script: {groovy: \"1\"}}",
                "{to: \"bean:folderDoor\"}",
                "{process: {ref: anything}}"
            })
    void aConnectorMayNotDoThis(String step) throws IOException {
        assertThat(violations("connectors/acme/acme.camel.yaml", "direct:deliver-acme", step))
                .isNotEmpty();
    }

    @Test
    void aConnectorMayDeliverToAConfiguredFhirServer() throws IOException {
        assertThat(violations(
                        "connectors/acme/acme.camel.yaml",
                        "direct:deliver-acme",
                        "{to: \"fhir:transaction/withBundle?serverUrl={{sluis.connectors.acme.url}}\"}"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"direct:deliver-other", "platform-http:/side-door", "timer:tick", "direct:disclosure"})
    void aConnectorMayNotBeginHere(String from) throws IOException {
        assertThat(violations("connectors/acme/acme.camel.yaml", from, "{to: \"direct:disclosure\"}"))
                .isNotEmpty();
    }

    @Test
    void aSpineWithAStepLessIsAViolation() throws IOException {
        String spine = Files.readString(Path.of("routes/disclosure.camel.yaml"));
        List<String> found = new ArrayList<>();
        RouteRules.check("disclosure.camel.yaml", spine.replaceFirst("(?m)^.*bean:minimise.*\n", ""), found);
        assertThat(found).containsExactly("disclosure.camel.yaml: the spine has 11 steps");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bean:folderDoor | direct:disclosure | leads to bean:folderDoor and nowhere else",
                "bean:folderDoor | bean:release | leads to bean:folderDoor and nowhere else",
                "{{sluis.folders.acme.path}}/in | /srv/acme/in | may not begin at file:/srv/acme/in",
                "{{sluis.folders.acme.path}}/in | {{sluis.data}}/in | may not begin at file:{{sluis.data}}/in",
                "\"{{sluis.folders.acme.open}}\" | true | opens by the setting open",
                "folders.acme.open | folders.other.open | opens by the setting open",
                "folders.acme.every | folders.other.every | is looked at with",
                "${file:name}.done | ${header.name} | is looked at with",
                "delete: true | noop: true | is looked at with",
                "delete: true | delete: true, move: /tmp | is looked at with",
                "'filter: \"#folderFilter\",' | '' | is looked at with",
            })
    void aFolderIsLookedAtInOneWay(String right, String wrong, String problem) throws IOException {
        String folder = """
                - route:
                    id: x
                    autoStartup: "{{sluis.folders.acme.open}}"
                    from:
                      uri: "file:{{sluis.folders.acme.path}}/in"
                      parameters: {autoCreate: false, include: ".*[.]csv", doneFileName: "${file:name}.done", filter: "#folderFilter", exceptionHandler: "#folderTrouble", readLock: none, delay: "{{sluis.folders.acme.every}}", delete: true}
                      steps:
                        - to: bean:folderDoor
                """;
        List<String> found = new ArrayList<>();
        RouteRules.check("connectors/acme/acme.camel.yaml", folder, found);
        assertThat(found).isEmpty();

        RouteRules.check("connectors/acme/acme.camel.yaml", folder.replace(right, wrong), found);

        assertThat(found).anyMatch(each -> each.contains(problem));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "strictHostKeyChecking: \"yes\" | strictHostKeyChecking: \"no\"",
                "useUserKnownHostsFile: false | useUserKnownHostsFile: true",
                "sftp.known-hosts}} | sftp.key-file}}",
                "preferredAuthentications: publickey | preferredAuthentications: password",
                "soTimeout: 30000 | password: geheim",
                "sftp:{{sluis.folders.csv-signal.sftp.address}}/reports | sftp:{{sluis.folders.other.sftp.address}}/reports",
                "file:{{sluis.folders.csv-signal.path}}/in | file:{{sluis.folders.other.path}}/in",
                "file:{{sluis.folders.csv-signal.path}}/in | file:{{sluis.folders.csv-signal.path}}/done",
                "tempPrefix | charset",
                "csv-signal.sftp.open | csv-signal.open",
                "file:{{sluis.folders.csv-signal.path}}/reports | file:{{sluis.folders.csv-signal.path}}/refused",
                "move: sent | noop: true",
            })
    void whatCarriesForAFolderGoesOneWay(String right, String wrong) throws IOException {
        String carrier = Files.readString(Path.of("routes/connectors/csv-signal/csv-signal-sftp.camel.yaml"));
        assertThat(carrier).contains(right);
        List<String> found = new ArrayList<>();

        RouteRules.check("connectors/csv-signal/x.camel.yaml", carrier.replace(right, wrong), found);

        assertThat(found).isNotEmpty();
    }

    private static List<String> violations(String file, String from, String step) throws IOException {
        List<String> found = new ArrayList<>();
        RouteRules.check(
                file,
                "- route:\n    id: x\n    from:\n      uri: \"" + from + "\"\n      steps:\n        - " + step + "\n",
                found);
        return found;
    }
}
