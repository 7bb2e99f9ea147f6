package dev.interlock.processor.check.compilation;

import dev.interlock.processor.check.handler.BindingRules;
import dev.interlock.processor.report.InternalFailure;
import dev.interlock.processor.report.Problems;
import dev.interlock.processor.runtime.RuntimeAnnotations;
import dev.interlock.processor.runtime.RuntimeNames;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Types;

/** Checks annotation types that are marked with {@code @FilterBinding}, even if no controller uses them. */
public final class DeclaredBindings {
    private DeclaredBindings() {}

    /** Reads the sources of one round. Reports the first mistake of each binding. */
    public static void report(
            Iterable<? extends TypeElement> annotations, RoundEnvironment round, Types types, Problems problems) {
        BindingRules rules = new BindingRules(types, problems);
        for (TypeElement annotation : annotations) {
            if (annotation
                    .getQualifiedName()
                    .contentEquals(RuntimeNames.ANNOTATIONS + RuntimeAnnotations.FILTER_BINDING)) {
                ElementFilter.typesIn(round.getElementsAnnotatedWith(annotation))
                        .forEach(type -> InternalFailure.at(type, () -> rules.check(type)));
            }
        }
    }
}
