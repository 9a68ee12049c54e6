package org.sluis.insight.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluis.insight.report.InsightTown.ONE;
import static org.sluis.insight.report.InsightTown.TWO;
import static org.sluis.insight.report.InsightTown.today;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sluis.audit.LogExport;

/** The report on paper: read back, in both languages, by who reads with the eyes and who has it read aloud. */
class ReportPdfTest {
    private static InsightTown town;

    @BeforeAll
    static void open() {
        town = new InsightTown();
        town.agreed("paper");
        town.delivered("paper", "paper-1");
        town.sent(403, "signal/jeugdteam-waterlee", town.signal("paper", "paper-2"));
    }

    @AfterAll
    static void close() throws Exception {
        town.close();
    }

    @Test
    void tellsTheSameAsTheJsonInDutchAndInEnglish() throws IOException {
        JsonNode json = town.report("paper", ONE);
        String dutch = text(town.pdf("paper", ONE, "nl"));
        assertThat(dutch)
                .contains(
                        "Wat er over deze leerling is gedeeld",
                        "Van Basisschool De Linde naar De Brug, jeugdhulp thuis,")
                .contains(
                        "Het is bij de ontvanger aangekomen.",
                        "(Wat de school doet, ",
                        "Wie het is (Geboortedatum, Achternaam, Voornaam, Kenmerk")
                .contains(
                        "Niet meegegaan: Medisch (Diagnose), Wie het is (Burgerservicenummer)",
                        "want de afspraken verbieden het.")
                .contains("Het berust op uw toestemming van ", "Het berust op toestemming van een ander")
                .contains("naar Jeugdteam Waterlee,", "Er is niets gedeeld. Niet alles wat de wet vraagt was er.")
                .contains("Ja, u vindt het goed dat dit wordt gedeeld met De Brug", "Bijlage: bewijs")
                .contains("De Linde heeft een overzicht als dit gemaakt voor iemand met gezag")
                .doesNotContain("{", "Noor", TWO, "consent-missing");
        json.path("evidence").forEach(each -> assertThat(dutch)
                .contains("Regel " + each.path("entry").asText() + ": "
                        + each.path("leaf").asText()));
        assertThat(dutch)
                .contains(town.officers
                        .gateway
                        .bean(LogExport.class)
                        .verifierKeys()
                        .get(0));
        assertThat(text(town.pdf("paper", ONE, "en")))
                .contains("What was shared about this pupil", "It arrived at the recipient.", "Shared: ", "Given name")
                .contains("Not all that the law asks for was there.", "Annex: proof")
                .doesNotContain("Gedeeld", "{");
    }

    @Test
    void canBeReadAloud() throws IOException {
        try (PDDocument document = Loader.loadPDF(town.pdf("paper", ONE, "nl"))) {
            assertThat(document.getNumberOfPages()).isGreaterThan(1);
            assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("nl");
            assertThat(document.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
            assertThat(document.getDocumentInformation().getTitle()).isEqualTo("Wat er over deze leerling is gedeeld");
            List<String> tags = new ArrayList<>();
            tags(document.getDocumentCatalog().getStructureTreeRoot(), tags);
            assertThat(tags).contains("Document", "H1", "H2", "H3", "P", "L", "LI", "LBody");
            assertThat(tags.stream().filter("H2"::equals)).hasSize(4);
            for (PDPage page : document.getPages()) {
                assertThat(document.getDocumentCatalog()
                                .getStructureTreeRoot()
                                .getParentTree()
                                .getValue(page.getStructParents()))
                        .isNotNull();
                for (COSName name : page.getResources().getFontNames()) {
                    assertThat(page.getResources().getFont(name).isEmbedded()).isTrue();
                }
            }
        }
    }

    private static void tags(PDStructureNode node, List<String> tags) {
        for (Object kid : node.getKids()) {
            if (kid instanceof PDStructureElement element) {
                tags.add(element.getStructureType());
                tags(element, tags);
            }
        }
    }

    @Test
    void whatIsKeptFromSomebodyIsNotOnPaperEither() throws IOException {
        town.agreed("paper-kept");
        town.delivered("paper-kept", "paper-kept-1");
        town.endangers("paper-kept", TWO, today().plusDays(1));
        town.sent(403, "signal/jeugdteam-waterlee", town.signal("paper-kept", "paper-kept-2"));
        assertThat(text(town.pdf("paper-kept", ONE, "nl"))).contains("Jeugdteam");
        assertThat(text(town.pdf("paper-kept", TWO, "nl"))).contains("De Brug").doesNotContain("Jeugdteam");
    }

    @Test
    void aNameThatTheFontDoesNotHaveStopsNothing() throws IOException {
        town.pupil("leerling-\u5b57\u5b57-" + "x".repeat(40), 9);
        assertThat(text(town.pdf("leerling-\u5b57\u5b57-" + "x".repeat(40), ONE, "en")))
                .contains("leerling-??-xxx", "There is nothing to tell.", "Nothing of yours is on record.");
    }

    /** With one space where the paper ends a line. */
    private static String text(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper()
                    .getText(document)
                    .replaceAll(
                            "Wat er over deze leerling is gedeeld – Bladzijde [0-9]+|What was shared about this pupil – Page [0-9]+",
                            "")
                    .replaceAll("\\s+", " ");
        }
    }
}
