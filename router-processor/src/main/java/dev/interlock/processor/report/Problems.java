package dev.interlock.processor.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.annotation.processing.Messager;
import javax.lang.model.element.Element;
import javax.tools.Diagnostic.Kind;

/**
 * The mistakes found so far. A phase that wants to know whether it found any compares {@link #size()} before and
 * after. Not safe for use by several threads.
 */
public final class Problems {
    private final List<Problem> found = new ArrayList<>();
    /** Number of problems that are warnings. */
    private int warnings;

    private Optional<Place> application = Optional.empty();

    /** Shows what is noted from now on at this place if its own is in a class file, which compilers cannot show. */
    public void startApplication(Place place) {
        application = Optional.of(place);
    }

    /**
     * Notes a mistake.
     *
     * @param arguments what the placeholders of the message stand for, none of them null
     */
    public void add(Diagnosis message, Place place, Object... arguments) {
        warnings += message.isWarning() ? 1 : 0;
        found.add(new Problem(message, place, application, Optional.empty(), List.of(arguments)));
    }

    /**
     * Notes a mistake that is shown at two places.
     *
     * @param place what should change
     * @param other what it conflicts with
     */
    public void addConflict(Diagnosis message, Place place, Place other, Object... arguments) {
        found.add(new Problem(message, place, application, Optional.of(other), List.of(arguments)));
    }

    /** Number of mistakes so far, without warnings. */
    public int size() {
        return found.size() - warnings;
    }

    /** Whether there is no mistake; warnings do not count. */
    public boolean isEmpty() {
        return size() == 0;
    }

    /** The mistakes sorted by their outermost class, those of one class in the order in which they were noted. */
    public List<Problem> sorted() {
        return found.stream()
                .sorted(Comparator.comparing(problem -> problem.place().outermostClass()))
                .toList();
    }

    /**
     * Shows every mistake as an error or warning of the compiler; {@code @SuppressWarnings} with the code of a warning
     * on the element or around it hides the warning. A class that several applications share is read for each, but its
     * mistakes are shown once.
     *
     * @param hasSource whether this compilation reads the source of an element; others are named in the text
     */
    public void print(Messager messager, Predicate<? super Element> hasSource) {
        Set<Line> lines = new LinkedHashSet<>();
        for (Problem problem : sorted()) {
            Optional<Place> application = problem.application();
            if (problem.message().isWarning()) {
                Line line = Line.of(Kind.WARNING, problem.text(), problem.place(), application, hasSource);
                if (!line.isSuppressed(problem.message().code())) {
                    lines.add(line);
                }
                continue;
            }
            lines.add(Line.of(Kind.ERROR, problem.text(), problem.place(), application, hasSource));
            problem.other()
                    .ifPresent(other ->
                            lines.add(Line.of(Kind.ERROR, problem.textAtOther(), other, application, hasSource)));
        }
        lines.forEach(line -> line.print(messager));
    }

    /** A text and the place at which a compiler can show it. */
    private record Line(Kind kind, String text, Place place) {
        static Line of(
                Kind kind,
                String text,
                Place place,
                Optional<Place> application,
                Predicate<? super Element> hasSource) {
            if (place.isUnknownToEcj() && hasSource.test(place.element())) {
                return new Line(kind, text + "\nat " + place.describe(), place);
            }
            return hasSource.test(place.element())
                    ? new Line(kind, text, place)
                    : new Line(kind, text + "\nin the class file of " + place.describe(), application.orElse(place));
        }

        boolean isSuppressed(String code) {
            return Stream.iterate(place.element(), Objects::nonNull, Element::getEnclosingElement)
                    .map(element -> element.getAnnotation(SuppressWarnings.class))
                    .anyMatch(it -> it != null && List.of(it.value()).contains(code));
        }

        void print(Messager messager) {
            Place shown = place.shown();
            messager.printMessage(kind, text, shown.element(), shown.annotation(), shown.value());
        }
    }
}
