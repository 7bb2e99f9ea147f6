package dev.interlock.processor.digest;

import dev.interlock.processor.runtime.RuntimeAnnotations;
import dev.interlock.processor.runtime.RuntimeNames;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.AnnotatedConstruct;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** Finds the classes that have a digest. These are the classes whose annotations routers are generated from. */
public final class SourceTypes {
    /**
     * Names of annotations that do not give a class a digest. The router does not depend on a class with only these
     * annotations, or the processors generate a separate class for it.
     */
    private static final Set<String> OTHERS = Set.of(
            RuntimeAnnotations.HTTP_APP,
            RuntimeAnnotations.PROBLEM_TYPE,
            RuntimeAnnotations.PROTO_VIEW,
            RuntimeAnnotations.PROTO_WRITER,
            RuntimeAnnotations.PROTO_FIELD);

    private static final Set<String> APPLICATION = Set.of(RuntimeAnnotations.HTTP_APP);
    private static final Set<String> CONTROLLER = Set.of(RuntimeAnnotations.CONTROLLER);

    private SourceTypes() {}

    /** Returns the classes of a round that have a digest. */
    public static Set<TypeElement> in(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        TypeElement[] read = annotations.stream()
                .filter(annotation ->
                        !OTHERS.contains(annotation.getSimpleName().toString()))
                .toArray(TypeElement[]::new);
        // A class may have many annotated members. Test each class only once, because the test reads all its members.
        return round.getElementsAnnotatedWithAny(read).stream()
                .map(SourceTypes::typeAround)
                .filter(Objects::nonNull)
                .distinct()
                .filter(SourceTypes::isSource)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static @Nullable TypeElement typeAround(Element element) {
        Element around = element;
        while (around != null && !(around instanceof TypeElement)) {
            around = around.getEnclosingElement();
        }
        return (TypeElement) around;
    }

    /**
     * Whether a class has annotations that give it a digest. The digest itself exists only if the annotation processor
     * has read the class.
     */
    static boolean isSource(TypeElement type) {
        if (hasAny(type, APPLICATION)) {
            return false;
        }
        return isAnnotated(type)
                || type.getEnclosedElements().stream()
                        .anyMatch(member -> isAnnotated(member)
                                || (member instanceof ExecutableElement method && hasAnnotatedParameter(method)));
    }

    private static boolean hasAnnotatedParameter(ExecutableElement method) {
        return method.getParameters().stream().anyMatch(SourceTypes::isAnnotated);
    }

    /** Whether a class or member has an annotation that routers are generated from. */
    static boolean isAnnotated(AnnotatedConstruct element) {
        return hasAny(element, name -> !OTHERS.contains(name));
    }

    /** Whether an element has an annotation of Interlock with one of the simple names. */
    static boolean hasAny(AnnotatedConstruct element, Set<String> annotations) {
        return hasAny(element, annotations::contains);
    }

    /** Whether an element has an annotation of Interlock whose simple name fulfils a condition. */
    private static boolean hasAny(AnnotatedConstruct element, Predicate<String> isWanted) {
        for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
            String name = AnnotationNames.of(mirror);
            if (name.startsWith(RuntimeNames.ANNOTATIONS)
                    && isWanted.test(name.substring(RuntimeNames.ANNOTATIONS.length()))) {
                return true;
            }
        }
        return false;
    }

    /** Returns the methods of a class that handle requests or exceptions. */
    static List<ExecutableElement> handlers(TypeElement type) {
        return ElementFilter.methodsIn(type.getEnclosedElements()).stream()
                .filter(method -> hasAny(method, RuntimeAnnotations.OF_METHODS))
                .toList();
    }

    static boolean isController(TypeElement type) {
        return hasAny(type, CONTROLLER);
    }
}
