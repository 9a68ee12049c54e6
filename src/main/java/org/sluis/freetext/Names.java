package org.sluis.freetext;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sluis.canonical.FileNode;

/**
 * Names of others: known ones of the message that the recipient does not get, given names and family names of the lists,
 * and whatever follows "juf", "meneer" or "broertje". A name takes the particles and capitals behind it along.
 */
final class Names implements Detector {
    private final String kind;
    private final Set<String> given;
    private final Set<String> givenWords;
    private final Set<String> family;
    private final Set<String> familyWords;
    private final Set<String> particles;
    private final Set<String> noName;
    private final Set<String> beforeThings;
    private final Phrases<Boolean> titles;
    private final Phrases<Boolean> relations;
    private final Phrases<Boolean> nobody;

    Names(Map<String, FileNode> names, Lists lists) {
        Map<String, FileNode> common = lists.file(
                "given-names.yaml",
                "given-names",
                "given-names-that-are-words",
                "family-names",
                "family-names-that-are-words");
        this.kind = lists.kinds().kind(FileNode.required(names, "kind"));
        this.given = lists.words(FileNode.required(common, "given-names"));
        this.givenWords = lists.words(FileNode.required(common, "given-names-that-are-words"));
        this.family = lists.words(FileNode.required(common, "family-names"));
        this.familyWords = lists.words(FileNode.required(common, "family-names-that-are-words"));
        this.particles = lists.words(FileNode.required(names, "particles"));
        this.noName = lists.words(FileNode.required(names, "no-name"));
        this.beforeThings = lists.words(FileNode.required(names, "before-things"));
        this.titles = lists.phrases(FileNode.required(names, "titles"));
        this.relations = lists.phrases(FileNode.required(names, "relations"));
        this.nobody = lists.phrases(FileNode.required(names, "nobody"));
    }

    @Override
    public void look(Text text, Known known, Passages found) {
        Reading reading = new Reading(text, known, found);
        for (int at = 0; at < text.words().size(); at++) {
            int first = reading.firstOfName(at);
            if (first >= 0) {
                int last = reading.lastOfName(Math.max(first, at));
                found.add(text.words().get(first), text.words().get(last), kind);
                at = last;
            }
        }
    }

    /** One text, read for names. */
    private final class Reading {
        private final Text text;
        private final List<Word> words;
        private final Known known;
        private final Behind title;
        private final Behind relation;
        private final BitSet taken = new BitSet();

        Reading(Text text, Known known, Passages found) {
            this.text = text;
            this.words = text.words();
            this.known = known;
            this.title = new Behind(titles, text);
            this.relation = new Behind(relations, text);
            for (Phrases.Hit<Boolean> hit : nobody.find(text)) {
                taken.set(hit.first(), hit.last() + 1);
            }
            for (int i = 0; i < words.size(); i++) {
                if (found.covered(words.get(i))) {
                    taken.set(i);
                }
            }
        }

        /** Where the name begins of which this word is the first that tells; negative when it is none. */
        int firstOfName(int at) {
            Word word = words.get(at);
            if (taken.get(at) || known.mayBeNamed(word)) {
                return -1;
            }
            int start = behindParticles(at);
            boolean called = title.at(start) || title.at(at) || (relation.at(at) && word.capital());
            if (certain(word, called)
                    || unknown(at)
                    || called && word.capital() && !ordinary(word)
                    || familyOf(at, start)) {
                return start < at && (title.at(start) || words.get(start).capital()) ? start : at;
            }
            return -1;
        }

        private boolean certain(Word word, boolean called) {
            boolean tells = word.capital() && !word.opens();
            if (ordinary(word)) {
                return false;
            } else if (word.isOneOf(given) || word.capital() && given.contains(word.grown())) {
                return word.folded().length() > 2;
            } else if (word.isOneOf(givenWords)) {
                return tells || called;
            }
            return tells && word.isOneOf(family)
                    || known.mayNotBeNamed(word) && (tells || word.capital() && !familyWords.contains(word.folded()));
        }

        /** A capital that stands alone within a sentence, on a word that no list knows. */
        private boolean unknown(int at) {
            Word word = words.get(at);
            boolean alone = !capital(at - 2) && !capital(at - 1) && !capital(at + 1) && !capital(at + 2);
            return word.capital()
                    && !word.opens()
                    && alone
                    && !ordinary(word)
                    && text.asName(word)
                    && !beforeThings.contains(words.get(at - 1).folded());
        }

        private boolean capital(int at) {
            return at >= 0
                    && at < words.size()
                    && words.get(at).capital()
                    && !words.get(at).opens();
        }

        /** A family name that is a word too, behind a particle or a given name. */
        private boolean familyOf(int at, int start) {
            Word word = words.get(at);
            if (!word.capital() || !(word.isOneOf(familyWords) || word.isOneOf(family))) {
                return false;
            }
            boolean particle = start < at;
            boolean behindGiven =
                    at > 0 && words.get(at - 1).capital() && isGiven(words.get(at - 1)) && adjoins(at - 1);
            return particle || behindGiven;
        }

        private boolean isGiven(Word word) {
            return word.isOneOf(given) || word.isOneOf(givenWords) || known.mayBeNamed(word);
        }

        /** The first of the particles right before the word; the word itself where there is none. */
        private int behindParticles(int at) {
            int start = at;
            while (start > 0
                    && particles.contains(words.get(start - 1).folded())
                    && adjoins(start - 1)
                    && !taken.get(start - 1)) {
                start--;
            }
            return start;
        }

        /** Particles and capitals behind it belong to it. */
        int lastOfName(int at) {
            int last = at;
            int next = at + 1;
            while (next < words.size() && adjoins(next - 1) && !taken.get(next)) {
                Word word = words.get(next);
                if (word.capital() && !word.opens() && !ordinary(word)) {
                    last = next;
                } else if (!particles.contains(word.folded())) {
                    break;
                }
                next++;
            }
            return last;
        }

        private boolean ordinary(Word word) {
            return noName.contains(word.folded()) || word.isNumber();
        }

        private boolean adjoins(int word) {
            String between = text.between(word, word + 1);
            return between.equals(" ") || between.equals("-") || between.equals(". ") || between.equals("'");
        }
    }
}
