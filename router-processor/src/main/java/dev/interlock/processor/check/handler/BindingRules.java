package dev.interlock.processor.check.handler;

import dev.interlock.processor.declaration.ApplicationAnnotation;
import dev.interlock.processor.declaration.FilterBindings;
import dev.interlock.processor.report.BindingMessage;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.report.Problems;
import dev.interlock.processor.runtime.RuntimeNames;
import dev.interlock.processor.source.AnnotationAccess;
import dev.interlock.processor.source.Annotations;
import dev.interlock.processor.source.Classes;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/** Checks annotation types that are marked with {@code @FilterBinding}. */
public final class BindingRules {
    private final Types types;
    private final Problems problems;

    public BindingRules(Types types, Problems problems) {
        this.types = types;
        this.problems = problems;
    }

    /** Whether routers can create filters for a binding. Reports the first reason why they cannot. */
    public boolean check(TypeElement binding) {
        AnnotationMirror mark = FilterBindings.mark(binding);
        String name = binding.getSimpleName().toString();
        if (!ApplicationAnnotation.exists(FilterBindings.factory(binding))) {
            // The compiler reports the missing class.
            return false;
        }
        Optional<TypeElement> factory = FilterBindings.factoryClass(binding);
        if (factory.isEmpty() || !creates(factory.get().asType(), binding)) {
            String described = ApplicationAnnotation.describe(FilterBindings.factory(binding));
            problems.add(BindingMessage.NOT_A_FACTORY, Place.ofMember(binding, mark, "value"), described, name);
        } else if (FilterBindings.isRepeatable(binding)) {
            AnnotationMirror repeatable = Annotations.named(binding, "java.lang.annotation.Repeatable")
                    .orElseThrow();
            problems.add(BindingMessage.REPEATABLE_BINDING, Place.of(binding, repeatable), name);
        } else if (!AnnotationAccess.isRetained(binding)) {
            problems.add(BindingMessage.UNRETAINED_BINDING, Place.of(binding, mark), name);
        } else {
            return true;
        }
        return false;
    }

    /** Whether a type is a {@code FilterFactory} for the binding or extends or implements one. */
    private boolean creates(TypeMirror type, TypeElement binding) {
        return isFactory(type, binding)
                || types.directSupertypes(type).stream().anyMatch(above -> creates(above, binding));
    }

    private static boolean isFactory(TypeMirror type, TypeElement binding) {
        return Classes.nameOf(type).equals(RuntimeNames.FILTER_FACTORY)
                && type instanceof DeclaredType declared
                && declared.getTypeArguments().stream()
                        .anyMatch(argument ->
                                Classes.of(argument).filter(binding::equals).isPresent());
    }
}
