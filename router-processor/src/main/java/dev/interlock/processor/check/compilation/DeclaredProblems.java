package dev.interlock.processor.check.compilation;

import dev.interlock.processor.report.ErrorMessage;
import dev.interlock.processor.report.InternalFailure;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.report.Problems;
import dev.interlock.processor.runtime.RuntimeAnnotations;
import dev.interlock.processor.runtime.RuntimeNames;
import dev.interlock.processor.source.Annotations;
import dev.interlock.processor.source.Exceptions;
import java.net.URI;
import java.net.URISyntaxException;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/**
 * Checks that each {@code @ProblemType} is on an exception class and declares a valid response. Also checks classes
 * that no application uses.
 */
public final class DeclaredProblems {
    private static final int SMALLEST_STATUS = 400;
    private static final int LARGEST_STATUS = 599;

    private DeclaredProblems() {}

    /** Reads the sources of one round. Reports each invalid {@code @ProblemType}. */
    public static void report(Iterable<? extends TypeElement> annotations, RoundEnvironment round, Problems problems) {
        for (TypeElement annotation : annotations) {
            if (annotation
                    .getQualifiedName()
                    .contentEquals(RuntimeNames.ANNOTATIONS + RuntimeAnnotations.PROBLEM_TYPE)) {
                ElementFilter.typesIn(round.getElementsAnnotatedWith(annotation))
                        .forEach(type -> InternalFailure.at(type, () -> report(type, problems)));
            }
        }
    }

    private static void report(TypeElement type, Problems problems) {
        AnnotationMirror annotation =
                Annotations.find(type, RuntimeAnnotations.PROBLEM_TYPE).orElseThrow();
        String name = Place.describe(type);
        if (!Exceptions.isThrowable(type)) {
            problems.add(ErrorMessage.NOT_AN_EXCEPTION, Place.of(type, annotation), name);
        } else if (Exceptions.extendsClass(type, RuntimeNames.HTTP_EXCEPTION)) {
            problems.add(ErrorMessage.TWO_PROBLEMS, Place.of(type, annotation), name);
        }
        int status = Annotations.number(annotation, "status");
        if (status < SMALLEST_STATUS || status > LARGEST_STATUS) {
            problems.add(ErrorMessage.INVALID_PROBLEM_STATUS, Place.ofMember(type, annotation, "status"), status);
        }
        String uri = Annotations.text(annotation, "type");
        if (!isUriReference(uri)) {
            problems.add(ErrorMessage.INVALID_PROBLEM_TYPE, Place.ofMember(type, annotation, "type"), uri);
        }
    }

    private static boolean isUriReference(String text) {
        try {
            return new URI(text).toASCIIString().equals(text);
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
