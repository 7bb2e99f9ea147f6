package dev.interlock.processor.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.Name;

/**
 * One mistake in the application.
 *
 * @param application place to show it if its own place is a class file
 * @param other second place of a conflict, which is shown as well
 * @param arguments values for the placeholders of the message
 */
public record Problem(
        Diagnosis message, Place place, Optional<Place> application, Optional<Place> other, List<Object> arguments) {
    public Problem {
        arguments = List.copyOf(arguments);
    }

    /** Code, mistake and tip on separate lines. Compilers indent all lines but the first. */
    public String text() {
        return text(message, arguments.toArray());
    }

    /** Like {@link #text()}, for a mistake that is shown at a place of its own. */
    public static String text(Diagnosis message, Object... arguments) {
        Object[] shown = Stream.of(arguments)
                .map(it ->
                        it instanceof CharSequence || it instanceof Name ? InvisibleCharacters.show(it.toString()) : it)
                .toArray();
        return "[" + message.code() + "] " + String.format(message.text(), shown) + "\ntip: "
                + String.format(message.tip(), shown);
    }

    /** Text at the second place of a conflict. */
    String textAtOther() {
        return "[" + message.code() + "] this conflicts with " + place.describe();
    }
}
