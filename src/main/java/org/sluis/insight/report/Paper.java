package org.sluis.insight.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.COSObjectable;
import org.apache.pdfbox.pdmodel.common.PDNumberTreeNode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkInfo;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkedContentReference;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDParentTreeValue;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureTreeRoot;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;

/**
 * Headings, paragraphs and lists on A4, as a PDF that can be read aloud: tagged, its language set, its font (Liberation Sans, which
 * comes with PDFBox) embedded. A character that the font does not have is a question mark.
 */
final class Paper {
    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final float MARGIN = 62;
    private static final float BOTTOM = 72;
    private static final float FOOT = 44;
    private static final float LEADING = 1.38f;
    private static final float SMALL = 8;
    private static final float INDENT = 14;

    private final PDDocument document = new PDDocument();
    private final PDStructureTreeRoot tree = new PDStructureTreeRoot();
    private final PDStructureElement all = new PDStructureElement("Document", tree);
    private final Map<Integer, COSObjectable> parents = new HashMap<>();
    private final Map<Integer, Boolean> known = new HashMap<>();
    private final IntFunction<String> footer;
    private final PDFont font;
    private PDPage page = new PDPage(PDRectangle.A4);
    private PDPageContentStream stream;
    private COSArray marked = new COSArray();
    private float y;

    /** @param language its tag (BCP 47) @param footer what stands below the page of this number */
    Paper(String language, String title, ZonedDateTime at, IntFunction<String> footer) throws IOException {
        this.footer = footer;
        try (InputStream in = Objects.requireNonNull(PDFont.class.getResourceAsStream(FONT), FONT)) {
            font = PDType0Font.load(document, in);
        }
        tree.appendKid(all);
        PDMarkInfo info = new PDMarkInfo();
        info.setMarked(true);
        PDViewerPreferences shown = new PDViewerPreferences(new COSDictionary());
        shown.setDisplayDocTitle(true);
        document.setVersion(1.7f);
        document.getDocumentCatalog().setMarkInfo(info);
        document.getDocumentCatalog().setLanguage(language);
        document.getDocumentCatalog().setStructureTreeRoot(tree);
        document.getDocumentCatalog().setViewerPreferences(shown);
        document.getDocumentInformation().setTitle(title);
        document.getDocumentInformation().setCreationDate(GregorianCalendar.from(at));
        stream = begin();
    }

    /** @param level 1 to 3 */
    void heading(int level, String text) throws IOException {
        float size = 22 - 3.5f * level;
        y -= size * 0.7f;
        if (y < BOTTOM + 4 * size) {
            turn();
        }
        // The font has one weight: an outline makes it bolder.
        stream.setRenderingMode(RenderingMode.FILL_STROKE);
        stream.setLineWidth(size / 40);
        block(new PDStructureElement("H" + level, all), all, text, size, 0);
        stream.setRenderingMode(RenderingMode.FILL);
    }

    void paragraph(String text) throws IOException {
        block(new PDStructureElement("P", all), all, text, 10, 0);
    }

    /** In small letters, for what nobody reads but to compare it. */
    void small(String text) throws IOException {
        block(new PDStructureElement("P", all), all, text, SMALL, 0);
    }

    void list(List<String> items) throws IOException {
        PDStructureElement list = new PDStructureElement("L", all);
        all.appendKid(list);
        for (String item : items) {
            PDStructureElement each = new PDStructureElement("LI", list);
            list.appendKid(each);
            block(new PDStructureElement("LBody", each), each, item, 10, INDENT);
        }
    }

    /** The whole as bytes; nothing can be added after. */
    byte[] bytes() throws IOException {
        try (document) {
            end();
            PDNumberTreeNode numbers = new PDNumberTreeNode(PDParentTreeValue.class);
            numbers.setNumbers(parents);
            tree.setParentTree(numbers);
            tree.setParentTreeNextKey(parents.size());
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        }
    }

    private void block(PDStructureElement element, PDStructureNode parent, String text, float size, float indent)
            throws IOException {
        parent.appendKid(element);
        boolean open = false;
        boolean first = true;
        for (String line : lines(text, size, PDRectangle.A4.getWidth() - 2 * MARGIN - indent)) {
            if (y - size * LEADING < BOTTOM) {
                if (open) {
                    stream.endMarkedContent();
                    open = false;
                }
                turn();
            }
            y -= size * LEADING;
            if (indent > 0 && first) {
                stream.beginMarkedContent(COSName.ARTIFACT);
                write("•", size, MARGIN);
                stream.endMarkedContent();
            }
            if (!open) {
                mark(element);
                open = true;
            }
            write(line, size, MARGIN + indent);
            first = false;
        }
        if (open) {
            stream.endMarkedContent();
        }
        y -= size * 0.35f;
    }

    private void mark(PDStructureElement element) throws IOException {
        int mcid = marked.size();
        stream.beginMarkedContent(COSName.getPDFName(element.getStructureType()), mcid);
        marked.add(element.getCOSObject());
        PDMarkedContentReference reference = new PDMarkedContentReference();
        reference.setMCID(mcid);
        reference.setPage(page);
        element.appendKid(reference);
    }

    private void write(String line, float size, float x) throws IOException {
        stream.beginText();
        stream.setFont(font, size);
        stream.newLineAtOffset(x, y);
        stream.showText(line);
        stream.endText();
    }

    private PDPageContentStream begin() throws IOException {
        document.addPage(page);
        page.setStructParents(document.getNumberOfPages() - 1);
        y = PDRectangle.A4.getHeight() - MARGIN;
        return new PDPageContentStream(document, page);
    }

    private void turn() throws IOException {
        end();
        page = new PDPage(PDRectangle.A4);
        stream = begin();
    }

    private void end() throws IOException {
        stream.beginMarkedContent(COSName.ARTIFACT);
        y = FOOT;
        write(clean(footer.apply(document.getNumberOfPages())), SMALL, MARGIN);
        stream.endMarkedContent();
        stream.close();
        parents.put(document.getNumberOfPages() - 1, new PDParentTreeValue(marked));
        marked = new COSArray();
    }

    private List<String> lines(String text, float size, float width) throws IOException {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : clean(text).split(" ")) {
            String rest = word;
            if (width(line.isEmpty() ? word : line + " " + word, size) > width && !line.isEmpty()) {
                lines.add(line.toString());
                line.setLength(0);
            }
            while (width(rest, size) > width) {
                int fits = rest.length() - 1;
                while (fits > 1 && width(rest.substring(0, fits), size) > width) {
                    fits--;
                }
                lines.add(rest.substring(0, fits));
                rest = rest.substring(fits);
            }
            line.append(line.isEmpty() ? "" : " ").append(rest);
        }
        lines.add(line.toString());
        return lines;
    }

    private float width(String text, float size) throws IOException {
        return font.getStringWidth(text) / 1000 * size;
    }

    private String clean(String text) {
        StringBuilder clean = new StringBuilder();
        text.codePoints()
                .map(each -> Character.isWhitespace(each) ? ' ' : each)
                .forEach(each -> clean.appendCodePoint(known.computeIfAbsent(each, this::writable) ? each : '?'));
        return clean.toString();
    }

    private boolean writable(int codePoint) {
        try {
            font.encode(Character.toString(codePoint));
            return true;
        } catch (IOException | IllegalArgumentException noGlyph) {
            return false;
        }
    }
}
