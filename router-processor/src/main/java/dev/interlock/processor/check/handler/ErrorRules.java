package dev.interlock.processor.check.handler;

import dev.interlock.processor.model.ErrorMethod;
import dev.interlock.processor.report.ErrorMessage;
import dev.interlock.processor.report.Outcome;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.report.Steps;
import dev.interlock.processor.source.Classes;
import dev.interlock.processor.source.Exceptions;
import dev.interlock.processor.source.Scope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;

/** Sorts error methods, and checks that each error method can be called. */
public final class ErrorRules {
    /**
     * Sorts error methods by the number of superclasses of their exceptions, the largest first. As a result, the method
     * for a class comes before the methods for its superclasses.
     */
    private static final Comparator<ErrorMethod> CLASSES_BEFORE_SUPERCLASSES = Comparator.<ErrorMethod>comparingLong(
                    method -> -Exceptions.withSuperclasses(method.exception()).count())
            .thenComparing(method -> method.exception().getQualifiedName().toString())
            .thenComparing(method -> Place.describe(method.method()));

    private final Scope scope;

    public ErrorRules(Scope scope) {
        this.scope = scope;
    }

    /**
     * Sorts error methods in the order in which routers compare them with an exception. The list holds the methods of
     * one controller, or all methods that apply to every route. Reports duplicates and methods that can never be
     * called.
     */
    public Outcome<List<ErrorMethod>> ordered(List<ErrorMethod> methods) {
        List<ErrorMethod> ordered = new ArrayList<>(methods);
        ordered.sort(CLASSES_BEFORE_SUPERCLASSES);
        Steps steps = new Steps();
        for (int i = 1; i < ordered.size(); i++) {
            ErrorMethod first = ordered.get(i - 1);
            ErrorMethod second = ordered.get(i);
            if (first.exception().equals(second.exception())) {
                scope.problems()
                        .addConflict(
                                ErrorMessage.DUPLICATE_ERROR_METHOD,
                                Place.of(second.method()),
                                Place.of(first.method()),
                                Place.describe(second.method()),
                                Place.describe(second.exception()),
                                Place.describe(first.method()));
                steps.flaw();
            }
        }
        steps.take(checkCovered(ordered));
        return steps.outcome(ordered);
    }

    private boolean checkCovered(List<ErrorMethod> methods) {
        Set<TypeElement> taken = methods.stream().map(ErrorMethod::exception).collect(Collectors.toSet());
        List<ErrorMethod> covered = methods.stream()
                .filter(method -> isCovered(method.exception(), taken))
                .toList();
        covered.forEach(method -> report(
                method, "other methods handle each class that may extend " + Place.describe(method.exception())));
        return covered.isEmpty();
    }

    /** Whether each instance of a class must belong to a subclass that has its own error method. */
    private static boolean isCovered(TypeElement type, Set<TypeElement> taken) {
        List<? extends TypeMirror> permitted = type.getPermittedSubclasses();
        return type.getModifiers().contains(Modifier.ABSTRACT)
                && !permitted.isEmpty()
                && permitted.stream()
                        .flatMap(it -> Classes.of(it).stream())
                        .allMatch(it -> taken.contains(it) || isCovered(it, taken));
    }

    /**
     * Whether every shared error method can be called. Reports a shared method if each controller has its own method
     * that handles the same exceptions.
     */
    public boolean checkReachable(List<ErrorMethod> shared, List<List<ErrorMethod>> controllers) {
        boolean isSound = true;
        for (ErrorMethod method : shared) {
            List<ErrorMethod> before = controllers.stream()
                    .flatMap(own -> taking(method.exception(), own).stream())
                    .toList();
            if (!before.isEmpty() && before.size() == controllers.size()) {
                report(
                        method,
                        "each controller has its own method for the exception, such as "
                                + Place.describe(before.get(0).method()));
                isSound = false;
            }
        }
        return isSound;
    }

    /** Returns the controller's own method that handles all exceptions of a class; empty if there is none. */
    private static Optional<ErrorMethod> taking(TypeElement type, List<ErrorMethod> own) {
        return own.stream().filter(it -> takesAll(it.exception(), type)).findFirst();
    }

    /**
     * Whether an error method for the upper class handles all exceptions of the lower class. False if the lower class,
     * or a class between the two, declares its own response.
     */
    private static boolean takesAll(TypeElement upper, TypeElement lower) {
        List<TypeElement> above = Exceptions.withSuperclasses(lower).toList();
        int at = above.indexOf(upper);
        return at >= 0 && above.subList(0, at).stream().noneMatch(Exceptions::declaresResponse);
    }

    private void report(ErrorMethod method, String why) {
        scope.report(
                ErrorMessage.UNREACHABLE_ERROR_METHOD, Place.of(method.method()), Place.describe(method.method()), why);
    }
}
