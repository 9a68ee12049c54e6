package org.sluis.policy.papers;

import com.samskivert.mustache.BasicCollector;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The words of one paper around the facts: a Mustache file (mustache(5)). It names facts and repeats; it computes nothing
 * and reaches nothing but what it is given. A name that is no fact is an error, never a gap in the paper.
 */
final class Template {
    private final String name;
    private final Form form;
    private final com.samskivert.mustache.Template compiled;

    private Template(String name, Form form, com.samskivert.mustache.Template compiled) {
        this.name = name;
        this.form = form;
        this.compiled = compiled;
    }

    /** @throws IllegalArgumentException with file and line, where it cannot be read as one */
    static Template read(Path file, String name) {
        Form form = Form.of(name);
        try {
            return new Template(
                    name,
                    form,
                    Mustache.compiler()
                            .escapeHTML(false)
                            .strictSections(true)
                            .withFormatter(form::value)
                            .withCollector(new GivenOnly())
                            .withLoader(Template::noOther)
                            .compile(Files.readString(file, StandardCharsets.UTF_8)));
        } catch (MustacheException broken) {
            throw wrong(name, broken);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(name + " cannot be read", unreadable);
        }
    }

    /** @throws IllegalArgumentException with file and line, where it names what is no fact */
    String write(Map<String, Object> facts) {
        try {
            return form.whole(name, compiled.execute(facts));
        } catch (MustacheException broken) {
            throw wrong(name, broken);
        }
    }

    private static Reader noOther(String name) {
        throw new MustacheException("there is no part " + name + "; a template is one file");
    }

    private static IllegalArgumentException wrong(String name, MustacheException broken) {
        return new IllegalArgumentException(name + ": " + broken.getMessage(), broken);
    }

    /** Looks into maps and lists, never into an object of Java. */
    private static final class GivenOnly extends BasicCollector {
        @Override
        public <K, V> Map<K, V> createFetcherCache() {
            return new HashMap<>();
        }
    }
}
