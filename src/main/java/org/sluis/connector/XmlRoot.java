package org.sluis.connector;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamReader;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;

/**
 * The element that a format's documents begin with, and its namespace, in which the year may change: {@code {2019+}}.
 *
 * @param besides other namespaces that elements of the format are in
 */
record XmlRoot(String name, Pattern namespace, int firstYear, Set<String> besides) {
    private static final Pattern YEAR = Pattern.compile("\\{([0-9]{4})\\+}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");

    /** @param given a namespace, or a list of which the first is the root's */
    static XmlRoot of(MappingSource name, MappingSource given) {
        List<MappingSource> all = given.isList() ? given.items() : List.of(given);
        if (all.isEmpty()) {
            throw given.wrong("names no namespace");
        }
        MappingSource namespace = all.get(0);
        Set<String> besides = all.stream().skip(1).map(MappingSource::text).collect(Collectors.toUnmodifiableSet());
        if (!NAME.matcher(name.text()).matches()) {
            throw name.wrong("'" + name.text() + "' is not the name of an element");
        }
        Matcher year = YEAR.matcher(namespace.text());
        String fixed = year.replaceFirst("");
        if (fixed.isEmpty() || fixed.contains("{") || fixed.contains("}")) {
            throw namespace.wrong("write the namespace, with {2019+} where the year stands if it changes");
        }
        if (fixed.equals(namespace.text())) {
            return new XmlRoot(name.text(), Pattern.compile("()" + Pattern.quote(fixed)), 0, besides);
        }
        year.reset();
        int from = year.find() ? year.start() : 0;
        Pattern form = Pattern.compile(
                Pattern.quote(fixed.substring(0, from)) + "([0-9]{4})" + Pattern.quote(fixed.substring(from)));
        return new XmlRoot(name.text(), form, Integer.parseInt(year.group(1)), besides);
    }

    /** The namespaces that the whole document is in; refuses another root and another namespace. */
    Set<String> namespacesOf(XMLStreamReader xml) {
        if (!name.equals(xml.getLocalName())) {
            throw new Refused(Reason.ELEMENT_UNMAPPED, "/" + MessageReader.shown(xml.getLocalName()));
        }
        String found = String.valueOf(xml.getNamespaceURI());
        Matcher matcher = namespace.matcher(found);
        if (!matcher.matches() || firstYear > 0 && Integer.parseInt(matcher.group(1)) < firstYear) {
            throw new Refused(Reason.ELEMENT_UNMAPPED, "/" + name + "/@xmlns");
        }
        Set<String> namespaces = new HashSet<>(besides);
        namespaces.add(found);
        return namespaces;
    }
}
