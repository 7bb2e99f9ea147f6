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

/** Which of the methods that answer exceptions comes first, and that each of them is called for some. */
public final class ErrorRules {
    /** A class has more superclasses than each of these, so that it comes before them. */
    private static final Comparator<ErrorMethod> CLASSES_BEFORE_SUPERCLASSES = Comparator.<ErrorMethod>comparingLong(
                    method -> -Exceptions.withSuperclasses(method.exception()).count())
            .thenComparing(method -> method.exception().getQualifiedName().toString())
            .thenComparing(method -> Place.describe(method.method()));

    private final Scope scope;

    public ErrorRules(Scope scope) {
        this.scope = scope;
    }

    /** The methods of one place in the order in which an exception is held to them; reports those that are in vain. */
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
                method, "there is a method for each class that may extend " + Place.describe(method.exception())));
        return covered.isEmpty();
    }

    /** Whether all instances of a class are of classes below it that are taken. */
    private static boolean isCovered(TypeElement type, Set<TypeElement> taken) {
        List<? extends TypeMirror> permitted = type.getPermittedSubclasses();
        return type.getModifiers().contains(Modifier.ABSTRACT)
                && !permitted.isEmpty()
                && permitted.stream()
                        .flatMap(it -> Classes.of(it).stream())
                        .allMatch(it -> taken.contains(it) || isCovered(it, taken));
    }

    /** Whether no method for all routes comes after one of each controller; reports those that do. */
    public boolean checkReachable(List<ErrorMethod> shared, List<List<ErrorMethod>> controllers) {
        boolean isSound = true;
        for (ErrorMethod method : shared) {
            List<ErrorMethod> before = controllers.stream()
                    .flatMap(own -> taking(method.exception(), own).stream())
                    .toList();
            if (!before.isEmpty() && before.size() == controllers.size()) {
                report(
                        method,
                        "each controller has a method that takes its place, such as "
                                + Place.describe(before.get(0).method()));
                isSound = false;
            }
        }
        return isSound;
    }

    /** The method among those of a controller that takes all exceptions of a class. */
    private static Optional<ErrorMethod> taking(TypeElement type, List<ErrorMethod> own) {
        return own.stream().filter(it -> takesAll(it.exception(), type)).findFirst();
    }

    /** Whether no exception of the lower class says itself what it is answered with, and so passes by the upper one's method. */
    private static boolean takesAll(TypeElement upper, TypeElement lower) {
        List<TypeElement> above = Exceptions.withSuperclasses(lower).toList();
        int at = above.indexOf(upper);
        return at >= 0 && above.subList(0, at).stream().noneMatch(Exceptions::saysItsAnswer);
    }

    private void report(ErrorMethod method, String why) {
        scope.report(
                ErrorMessage.UNREACHABLE_ERROR_METHOD, Place.of(method.method()), Place.describe(method.method()), why);
    }
}
