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
 * @param message kind of the mistake
 * @param place place of the mistake
 * @param around places around the mistake, such as its handler and application, the narrowest first. If a compiler
 *     cannot show the place of the mistake, it shows one of these places
 * @param other second place of a conflict, at which a compiler also shows the conflict
 * @param arguments values for the placeholders of the message
 */
public record Problem(
        Diagnosis message, Place place, List<Place> around, Optional<Place> other, List<Object> arguments) {
    public Problem {
        around = List.copyOf(around);
        arguments = List.copyOf(arguments);
    }

    /**
     * Returns the given place if a compiler can show it. Otherwise returns the narrowest place around the problem that
     * the compiler can show. If there is none, returns the given place.
     */
    Place shown(Place own, Predicate<? super Element> hasSource) {
        return Stream.concat(Stream.of(own), around.stream())
                .filter(it -> hasSource.test(it.element()) && it.canBeShown())
                .findFirst()
                .orElse(own);
    }

    /**
     * Returns the code, the mistake and the tip. The tip is on a separate line. Compilers indent all lines except the
     * first.
     */
    public String text() {
        return text(message, arguments.toArray());
    }

    /** Returns the text for a message and its arguments in the form of {@link #text()}. */
    public static String text(Diagnosis message, Object... arguments) {
        Object[] shown = Stream.of(arguments)
                .map(it ->
                        it instanceof CharSequence || it instanceof Name ? InvisibleCharacters.show(it.toString()) : it)
                .toArray();
        return "[" + message.code() + "] " + String.format(message.text(), shown) + "\ntip: "
                + String.format(message.tip(), shown);
    }

    /** Returns the text that is shown at the second place of a conflict. */
    String textAtOther() {
        return "[" + message.code() + "] this conflicts with " + place.describe();
    }
}
