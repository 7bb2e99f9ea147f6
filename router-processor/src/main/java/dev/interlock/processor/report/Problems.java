package dev.interlock.processor.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.annotation.processing.Messager;
import javax.lang.model.element.Element;
import javax.tools.Diagnostic.Kind;

/**
 * Collects the mistakes that a run of the processor finds. The {@link Outcome} of a step says whether the step found
 * mistakes. Not safe for use by several threads.
 */
public final class Problems {
    private final List<Problem> found = new ArrayList<>();

    /** Places around the current place, the narrowest first: for example a parameter, its handler, its application. */
    private List<Place> around = List.of();

    /**
     * Starts to collect the mistakes of an application.
     *
     * @param place place that is shown if the compiler can show neither the place of a mistake nor a narrower place
     *     around the mistake
     */
    public void startApplication(Place place) {
        around = List.of(place);
    }

    /**
     * Runs work on an element of the application, and returns the result of the work.
     *
     * @param place place that is shown if the compiler cannot show the place of a mistake that the work reports
     */
    public <T> T within(Place place, Supplier<T> work) {
        List<Place> outer = around;
        around = Stream.concat(Stream.of(place), outer.stream()).toList();
        try {
            return work.get();
        } finally {
            around = outer;
        }
    }

    /** Runs work that has no result. Otherwise like {@link #within(Place, Supplier)}. */
    public void within(Place place, Runnable work) {
        within(place, () -> {
            work.run();
            return place;
        });
    }

    /**
     * Adds a mistake.
     *
     * @param arguments values for the placeholders of the message, none of them null
     */
    public void add(Diagnosis message, Place place, Object... arguments) {
        found.add(new Problem(message, place, around, Optional.empty(), List.of(arguments)));
    }

    /**
     * Adds a mistake that is shown at two places.
     *
     * @param place place that should change
     * @param other place that {@code place} conflicts with
     */
    public void addConflict(Diagnosis message, Place place, Place other, Object... arguments) {
        found.add(new Problem(message, place, around, Optional.of(other), List.of(arguments)));
    }

    /** Whether this object contains no mistakes; warnings do not count. */
    public boolean isEmpty() {
        return found.stream().allMatch(problem -> problem.message().isWarning());
    }

    /**
     * Returns the mistakes, sorted by their top-level class. Mistakes of one class keep the order in which they were
     * added.
     */
    public List<Problem> sorted() {
        return found.stream()
                .sorted(Comparator.comparing(problem -> problem.place().outermostClass()))
                .toList();
    }

    /**
     * Prints every mistake as an error or warning of the compiler. A {@code @SuppressWarnings} with the code of a
     * warning hides the warning, both on the element of the warning and on an enclosing element. A class that several
     * applications share is read once for each application, but its mistakes are printed only once.
     *
     * @param hasSource whether this compilation reads the source of an element. If it does not, the printed text names
     *     the element
     */
    public void print(Messager messager, Predicate<? super Element> hasSource) {
        Map<Line, Place> lines = new LinkedHashMap<>();
        for (Problem problem : sorted()) {
            Line line = new Line(
                    problem.message().isWarning() ? Kind.WARNING : Kind.ERROR, problem.text(), problem.place());
            Place shown = problem.shown(line.place(), hasSource);
            if (line.kind() == Kind.WARNING && isSuppressed(problem.message().code(), line.place(), shown)) {
                continue;
            }
            lines.putIfAbsent(line, shown);
            problem.other()
                    .ifPresent(other -> lines.putIfAbsent(
                            new Line(Kind.ERROR, problem.textAtOther(), other), problem.shown(other, hasSource)));
        }
        lines.forEach((line, shown) -> line.print(messager, shown, hasSource));
    }

    private static boolean isSuppressed(String code, Place... places) {
        return Stream.of(places)
                .flatMap(it -> Stream.iterate(it.element(), Objects::nonNull, Element::getEnclosingElement))
                .map(element -> element.getAnnotation(SuppressWarnings.class))
                .anyMatch(it -> it != null && List.of(it.value()).contains(code));
    }

    /** An error or warning to print, with its place. */
    private record Line(Kind kind, String text, Place place) {
        /** Prints the text. Appends the name of the place if the compiler cannot show the place. */
        void print(Messager messager, Place at, Predicate<? super Element> hasSource) {
            Place shown = at.shown();
            messager.printMessage(kind, text + suffix(hasSource), shown.element(), shown.annotation(), shown.value());
        }

        private String suffix(Predicate<? super Element> hasSource) {
            if (!hasSource.test(place.element())) {
                return "\nin the class file of " + place.describe();
            }
            return place.isUnknownToEcj() ? "\nat " + place.describe() : "";
        }
    }
}
