package dev.interlock.processor.read;

import com.google.auto.common.SuperficialValidation;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** Whether the members of records and classes that handlers take or return can be read yet. */
public final class MemberReadiness {
    private final CompiledSources sources;
    private final Set<TypeElement> seen = new HashSet<>();

    private MemberReadiness(CompiledSources sources) {
        this.sources = sources;
    }

    /**
     * Whether the types and constants of all these members exist.
     *
     * @param sources classes that are compiled with the application; classes of libraries are complete
     */
    public static boolean isReady(TypeElement root, CompiledSources sources) {
        MemberReadiness readiness = new MemberReadiness(sources);
        return ApplicationReader.listedControllers(root).stream()
                .flatMap(Exceptions::withSuperclasses)
                .flatMap(type -> ElementFilter.methodsIn(type.getEnclosedElements()).stream())
                .filter(method -> !RouteReader.routeAnnotations(method).isEmpty())
                .allMatch(readiness::isComplete);
    }

    private boolean isComplete(ExecutableElement handler) {
        return Stream.concat(
                        Stream.of(handler.getReturnType()),
                        handler.getParameters().stream().map(Element::asType))
                .allMatch(this::isComplete);
    }

    private boolean isComplete(TypeMirror type) {
        if (type instanceof ArrayType array) {
            return isComplete(array.getComponentType());
        }
        return !(type instanceof DeclaredType declared)
                || (isComplete(declared.asElement())
                        && declared.getTypeArguments().stream().allMatch(this::isComplete));
    }

    private boolean isComplete(Element element) {
        return !(element instanceof TypeElement type)
                || !sources.contain(type)
                || !seen.add(type)
                || (Stream.concat(
                                        ElementFilter.fieldsIn(type.getEnclosedElements()).stream(),
                                        type.getRecordComponents().stream())
                                .allMatch(this::isMemberComplete)
                        && isComplete(type.getSuperclass()));
    }

    private boolean isMemberComplete(Element member) {
        return SuperficialValidation.validateType(member.asType())
                && Readiness.hasKnownValues(member)
                && isComplete(member.asType());
    }
}
