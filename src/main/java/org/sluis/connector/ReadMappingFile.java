package org.sluis.connector;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Dictionary;
import org.sluis.gate.Received;

/** Compiles the {@code in:} part of a mapping file. The grammar is in {@code routes/connectors/README.md}. */
final class ReadMappingFile {
    private static final Set<String> WORDS =
            Set.of("format", "messageId", "unmapped", "never", "absent", "beside", "elements", "ignored");
    private static final Set<String> WORDS_OF_XML =
            Set.of("format", "root", "namespace", "messageId", "unmapped", "absent", "beside", "elements", "ignored");
    private static final Set<String> WORDS_OF_CSV = Set.of(
            "format", "separator", "encoding", "messageId", "unmapped", "absent", "beside", "elements", "ignored");

    private ReadMappingFile() {}

    static ReadMapping compile(MappingSource in, Dictionary dictionary, String digest) {
        Received.Form form = Received.Form.valueOf(in.need(in.fields(), "format")
                .oneOf(List.of("json", "xml", "form", "csv"))
                .toUpperCase(Locale.ROOT));
        boolean xml = form == Received.Form.XML;
        Map<String, MappingSource> fields =
                in.fields(xml ? WORDS_OF_XML : form == Received.Form.CSV ? WORDS_OF_CSV : WORDS);
        in.need(fields, "unmapped").oneOf(List.of("reject"));
        ReadDraft message = new ReadDraft(false, false);
        MappingSource messageId = fields.get("messageId");
        if (messageId != null) {
            message.put(messageId, new ReadNode.MessageId());
        }
        ReadEntries entries = new ReadEntries(dictionary);
        entries.compile(in.need(fields, "elements"), fields.get("ignored"), message);
        MappingSource saidBeside = fields.get("beside");
        Beside beside = saidBeside == null ? Beside.NOTHING : Beside.compile(saidBeside, dictionary);
        entries.besides(beside);
        if (!entries.subject()) {
            throw in.wrong("no entry tells the subject; write {path: …, element: subject.localId, required: true}"
                    + ", or subject.addressedAs where it answers");
        }
        if (xml && entries.lists) {
            throw in.wrong("list, texts, link and only are for JSON; write each and part");
        }
        MappingSource absent = fields.get("absent");
        ReadNode.Branch root = message.branch();
        return new ReadMapping(
                root,
                form,
                xml ? XmlRoot.of(in.need(fields, "root"), in.need(fields, "namespace")) : null,
                form == Received.Form.CSV ? CsvTable.compile(in, fields, root) : null,
                words(absent),
                words(fields.get("never")),
                beside,
                null,
                digest);
    }

    private static Set<String> words(@Nullable MappingSource list) {
        return list == null
                ? Set.of()
                : list.items().stream().map(MappingSource::text).collect(Collectors.toUnmodifiableSet());
    }
}
