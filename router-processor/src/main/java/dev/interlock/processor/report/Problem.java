package dev.interlock.processor.report;

import java.util.List;
import java.util.Optional;

/**
 * One mistake in the application.
 *
 * @param application where it is shown if its place is a class file
 * @param other the second place of a conflict; it is shown as well
 * @param arguments what the placeholders of the message stand for
 */
public record Problem(
        Diagnosis message, Place place, Optional<Place> application, Optional<Place> other, List<Object> arguments) {
    public Problem {
        arguments = List.copyOf(arguments);
    }

    /** The code, what is wrong, and the tip, on lines of their own; compilers indent all lines but the first. */
    public String text() {
        return text(message, arguments.toArray());
    }

    /** As {@link #text()}, of a mistake that is shown at a place of its own. */
    public static String text(Diagnosis message, Object... arguments) {
        return "[" + message.code() + "] " + String.format(message.text(), arguments) + "\ntip: "
                + String.format(message.tip(), arguments);
    }

    /** What the second place of a conflict is shown with. */
    String textAtOther() {
        return "[" + message.code() + "] this conflicts with " + place.describe();
    }
}
