package org.sluis.disclosure;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/**
 * A dossier of OSO, and the day to send it for. The official examples are no part of the project: they are read where
 * they are, and where they are not, the output says so and the project's own dossier alone is tried.
 *
 * @param source in one lower-case word whose it is
 * @param day on which its pupil is 13 and its plan runs
 */
public record OsoDossier(String source, String day, String text) {
    private static final Path FOLDER = Path.of("../shared/real/oso-2019.1");
    private static final Path OWN = Path.of("test-fixtures/connectors/oso/opp-with-documents-and-dissent/in.xml");

    /** With everything in it, the parents' dissent too. */
    public static List<OsoDossier> full() {
        return all("Voorbeelddossier_PaO_POSWV_full.xml", own());
    }

    /** From a school whose parents would not look at it: without {@code inzage}. */
    public static List<OsoDossier> optOut() {
        return all("Voorbeelddossier_PaO_POSWV_opt_out.xml", own().replaceAll("(?s)<inzage>.*</inzage>", ""));
    }

    private static List<OsoDossier> all(String official, String own) {
        List<OsoDossier> all = new ArrayList<>(List.of(new OsoDossier("own", "2026-11-16", own)));
        if (Files.isDirectory(FOLDER)) {
            all.add(new OsoDossier("official", "2016-04-01", read(FOLDER.resolve(official))));
        } else {
            System.out.println(FOLDER + " is absent: " + official + " was not tried");
        }
        return all;
    }

    private static String own() {
        return read(OWN).replace("2015-03-14", "2013-03-14");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The same dossier about a pupil with another id, and that for a name too. */
    OsoDossier about(String localId) {
        return with("<leerlingid>[^<]*", "<leerlingid>" + localId).with("<roepnaam>[^<]*", "<roepnaam>" + localId);
    }

    OsoDossier with(String pattern, String replacement) {
        return new OsoDossier(source, day, text.replaceAll(pattern, replacement));
    }

    String brin() {
        return one("/dossier/huidigeschool/brincode") + one("/dossier/huidigeschool/vestigingscode");
    }

    String localId() {
        return one("//leerling/leerlingid");
    }

    String birthDate() {
        return one("//leerling/geboortedatum");
    }

    String one(String path) {
        return texts(path).get(0);
    }

    /** Without namespaces, so that the paths are the names alone. */
    List<String> texts(String path) {
        try {
            Document xml = DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
            NodeList nodes =
                    (NodeList) XPathFactory.newDefaultInstance().newXPath().evaluate(path, xml, XPathConstants.NODESET);
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < nodes.getLength(); i++) {
                texts.add(nodes.item(i).getTextContent().strip());
            }
            return texts;
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Not its content: what is shown as the name of a test. */
    @Override
    public String toString() {
        return source;
    }
}
