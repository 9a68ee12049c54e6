package org.sluis.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.ElementDefinition;
import org.sluis.canonical.Reason;

/** A value of an element that stands in no one place of a message: constants, or the words of several places. */
sealed interface Derived {

    void read(JsonNode from, MessageReader message);

    /** A constant, where one of these is there, or always where none is named. */
    record Constant(ElementDefinition element, String value, List<ReadPath> when) implements Derived {
        @Override
        public void read(JsonNode from, MessageReader message) {
            if (when.isEmpty() || when.stream().anyMatch(path -> path.leadsTo(from, message))) {
                message.constant(element, value);
            }
        }
    }

    /** Either a constant or the words of a place. */
    record Piece(String constant, @Nullable ReadPath path) {
        Stream<String> texts(JsonNode from, MessageReader message) {
            return path == null ? Stream.of(constant) : path.texts(from, message).stream();
        }
    }

    /**
     * The words of several places, one behind the other; absent where none of them says anything.
     *
     * @param first whether only the first that says anything counts
     */
    record Joined(ElementDefinition element, List<Piece> pieces, String with, boolean first, boolean required)
            implements Derived {
        @Override
        public void read(JsonNode from, MessageReader message) {
            List<ReadPath> paths = pieces.stream()
                    .map(Piece::path)
                    .filter(path -> path != null)
                    .toList();
            if (paths.stream().allMatch(path -> path.texts(from, message).isEmpty())) {
                // What is there and is no text has been refused where it stands.
                if (required && paths.stream().noneMatch(path -> path.leadsTo(from, message))) {
                    paths.get(paths.size() - 1).refuse(Reason.ELEMENT_MANDATORY_MISSING, message);
                }
                return;
            }
            Stream<String> texts = pieces.stream().flatMap(piece -> piece.texts(from, message));
            String text = (first ? texts.limit(1) : texts).collect(Collectors.joining(with));
            element.type()
                    .canonical(text, element)
                    .ifPresentOrElse(value -> message.found(element, value, paths), () -> paths.get(paths.size() - 1)
                            .refuse(Reason.ELEMENT_NOT_VALID, message));
        }
    }
}
