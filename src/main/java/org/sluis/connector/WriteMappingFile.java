package org.sluis.connector;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.ElementDefinition;
import org.sluis.canonical.ValueType;

/** Compiles the {@code out:} part of a mapping file. The grammar is in {@code routes/connectors/README.md}. */
final class WriteMappingFile {
    private static final Pattern REFERENCE = Pattern.compile("\\{([^{}]*)}");
    private static final Set<String> WORDS =
            Set.of("$element", "$codes", "$join", "$with", "$each", "$as", "$when", "$whenAny", "$then", "$labels");

    private final Dictionary dictionary;
    private final Slots slots = new Slots();
    private @Nullable String group;
    private int references;
    private int resources;

    private WriteMappingFile(Dictionary dictionary) {
        this.dictionary = dictionary;
    }

    static WriteMapping compile(MappingSource out, Dictionary dictionary, String digest) {
        WriteMappingFile file = new WriteMappingFile(dictionary);
        boolean xml =
                out.need(out.fields(), "format").oneOf(List.of("json", "xml")).equals("xml");
        Map<String, MappingSource> fields = out.fields(
                xml
                        ? Set.of("format", "contentType", "namespaces", "required", "requiredBesideIds", "template")
                        : Set.of("format", "contentType", "required", "requiredBesideIds", "template"));
        WriteNode template = file.node(out.need(fields, "template"));
        MappingSource besideIds = fields.get("requiredBesideIds");
        return new WriteMapping(
                template,
                file.slots,
                file.required(out.need(fields, "required")),
                besideIds == null ? List.of() : file.required(besideIds),
                out.need(fields, "contentType").text(),
                xml ? XmlOut.of(fields.get("namespaces"), out.need(fields, "template"))::write : WriteMapping::json,
                digest);
    }

    /** A template that asks for nothing but what it names, as XML. */
    static WriteMapping xml(
            MappingSource template, @Nullable MappingSource namespaces, String contentType, Dictionary words) {
        WriteMappingFile file = new WriteMappingFile(words);
        WriteNode node = file.node(template);
        return new WriteMapping(
                node, file.slots, List.of(), List.of(), contentType, XmlOut.of(namespaces, template)::write, "");
    }

    private List<Integer> required(MappingSource ids) {
        List<Integer> required = new ArrayList<>();
        for (MappingSource id : ids.items()) {
            if (slots.of(id.text()) < 0) {
                throw id.wrong("'" + id.text() + "' is required but the template has no place for it");
            }
            required.add(slots.of(id.text()));
        }
        return required;
    }

    private WriteNode node(MappingSource source) {
        if (source.isMap()) {
            Map<String, MappingSource> fields = source.fields();
            return fields.keySet().stream().anyMatch(name -> name.startsWith("$"))
                    ? directive(source, fields)
                    : object(source, fields);
        }
        if (source.isList()) {
            return new WriteNode.Items(source.items().stream().map(this::node).toList());
        }
        if (source.isTruth()) {
            return new WriteNode.Constant(BooleanNode.valueOf(source.truth()));
        }
        if (source.isInteger()) {
            return new WriteNode.Constant(integer(source));
        }
        return text(source);
    }

    private WriteNode object(MappingSource source, Map<String, MappingSource> fields) {
        boolean resource = fields.containsKey("resourceType");
        int before = references;
        resources += resource ? 1 : 0;
        Map<String, WriteNode> compiled = new LinkedHashMap<>();
        fields.forEach((name, value) -> {
            if (WORDS.contains("$" + name)
                    && !value.isMap()
                    && !value.isList()
                    && dictionary.find(value.text()).isPresent()) {
                throw value.wrong(
                        "write $" + name + " for an instruction, or \"{" + value.text() + "}\" for the value");
            }
            compiled.put(name, node(value));
        });
        resources -= resource ? 1 : 0;
        if (compiled.isEmpty()) {
            throw source.wrong("is empty; leave it out");
        }
        return new WriteNode.Fields(compiled, references > before, resource);
    }

    private WriteNode directive(MappingSource source, Map<String, MappingSource> fields) {
        if (fields.containsKey("$element")) {
            source.fields(Set.of("$element", "$codes"));
            return coded(source.need(fields, "$element"), source.need(fields, "$codes"));
        }
        if (fields.containsKey("$join")) {
            source.fields(Set.of("$join", "$with"));
            List<WriteNode> parts = source.need(fields, "$join").items().stream()
                    .map(this::node)
                    .toList();
            return new WriteNode.Join(parts, source.need(fields, "$with").text());
        }
        if (fields.containsKey("$each")) {
            source.fields(Set.of("$each", "$as"));
            return each(source.need(fields, "$each"), source.need(fields, "$as"));
        }
        if (fields.containsKey("$then")) {
            source.fields(Set.of("$when", "$whenAny", "$then"));
            int[] all = slots(fields.get("$when"));
            int[] any = slots(fields.get("$whenAny"));
            if (all.length + any.length == 0) {
                throw source.wrong("$then needs a condition; write $when: [element, …] or $whenAny: [element, …]");
            }
            return new WriteNode.When(all, any, node(source.need(fields, "$then")));
        }
        source.fields(Set.of("$labels", "$element … $codes", "$join … $with", "$each … $as", "$when … $then"));
        if (!source.need(fields, "$labels").truth() || resources == 0) {
            throw source.wrong("write {$labels: true} within an object that has a resourceType, or leave it out");
        }
        return new WriteNode.Labels();
    }

    private WriteNode each(MappingSource named, MappingSource item) {
        if (group != null) {
            throw named.wrong("an $each within an $each; a group repeats within nothing");
        }
        boolean repeats = dictionary.elements().stream()
                .anyMatch(element -> element.repeats() && element.group().equals(named.text()));
        if (!repeats) {
            throw named.wrong("no group '" + named.text() + "' repeats; write one of "
                    + dictionary.elements().stream()
                            .filter(ElementDefinition::repeats)
                            .map(ElementDefinition::group)
                            .distinct()
                            .toList());
        }
        group = named.text();
        WriteNode compiled = node(item);
        group = null;
        return new WriteNode.Each(named.text(), compiled);
    }

    private WriteNode coded(MappingSource named, MappingSource table) {
        ElementDefinition element = element(named, named.text());
        List<String> ours = element.type() == ValueType.BOOLEAN ? List.of("true", "false") : element.codes();
        if (ours.isEmpty()) {
            throw named.wrong(element.id() + " has no codes; write \"{" + element.id() + "}\"");
        }
        Map<String, String> codes = new LinkedHashMap<>();
        table.fields().forEach((code, theirs) -> {
            if (!ours.contains(code)) {
                throw theirs.wrong(element.id() + " has no code '" + code + "'; it has " + ours);
            }
            codes.put(code, theirs.text());
        });
        if (!codes.keySet().containsAll(ours)) {
            throw table.wrong("every code needs a word here: " + ours);
        }
        references++;
        return new WriteNode.Coded(slots.number(element), Map.copyOf(codes));
    }

    private WriteNode text(MappingSource source) {
        String text = source.text();
        List<String> constants = new ArrayList<>();
        List<ElementDefinition> elements = new ArrayList<>();
        Matcher matcher = REFERENCE.matcher(text);
        int from = 0;
        while (matcher.find()) {
            constants.add(text.substring(from, matcher.start()));
            elements.add(element(source, matcher.group(1)));
            from = matcher.end();
        }
        constants.add(text.substring(from));
        if (text.isEmpty() || constants.stream().anyMatch(c -> c.contains("{") || c.contains("}"))) {
            throw source.wrong("an empty text or a single brace; write {element.id} to name an element");
        }
        references += elements.size();
        if (elements.isEmpty()) {
            return new WriteNode.Constant(TextNode.valueOf(text));
        }
        int[] numbers = elements.stream().mapToInt(slots::number).toArray();
        return numbers.length == 1 && constants.stream().allMatch(String::isEmpty)
                ? new WriteNode.Value(numbers[0], elements.get(0).type())
                : new WriteNode.Text(List.copyOf(constants), numbers);
    }

    private int[] slots(@Nullable MappingSource list) {
        return list == null
                ? new int[0]
                : list.items().stream()
                        .mapToInt(id -> slots.number(condition(id)))
                        .toArray();
    }

    /** Outside every repeat, a condition may ask for an element at any position. */
    private ElementDefinition condition(MappingSource source) {
        return group == null ? known(source, source.text()) : element(source, source.text());
    }

    private ElementDefinition known(MappingSource source, String id) {
        ElementDefinition element = Mappings.element(source, id, dictionary);
        if (element.control()) {
            throw source.wrong(id + " steers and never leaves; a recipient gets an id of its own: *.pairwiseId");
        }
        return element;
    }

    private ElementDefinition element(MappingSource source, String id) {
        ElementDefinition element = known(source, id);
        if (element.repeats() && !element.group().equals(group)) {
            throw source.wrong(id + " repeats; write it under {$each: " + element.group() + ", $as: …}");
        }
        return element;
    }

    private static IntNode integer(MappingSource source) {
        try {
            return IntNode.valueOf(Integer.parseInt(source.text()));
        } catch (NumberFormatException notPlain) {
            throw source.wrong("write a plain whole number, or \"quotes\" around a text");
        }
    }
}
