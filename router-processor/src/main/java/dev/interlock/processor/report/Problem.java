package dev.interlock.processor.report;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.Name;

/**
 * One mistake in the application.
 *
 * @param around places that led to it, the narrowest first: it is shown there if a compiler cannot show its own
 * @param other second place of a conflict, which is shown as well
 * @param arguments values for the placeholders of the message
 */
public record Problem(
        Diagnosis message, Place place, List<Place> around, Optional<Place> other, List<Object> arguments) {
    public Problem {
        around = List.copyOf(around);
        arguments = List.copyOf(arguments);
    }

    /** The closest place that a compiler can show: the given one, else one of those around the problem. */
    Place shown(Place own, Predicate<? super Element> hasSource) {
        return Stream.concat(Stream.of(own), around.stream())
                .filter(it -> hasSource.test(it.element()) && it.canBeShown())
                .findFirst()
                .orElse(own);
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
