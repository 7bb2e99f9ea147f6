package dev.interlock.processor.read.proto;

import com.google.auto.common.MoreElements;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.runtime.RuntimeAnnotations;
import dev.interlock.processor.source.Annotations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * An abstract method of a view or writer.
 *
 * @param signature signature of the method in the interface, with types in place of the type parameters of
 *     superinterfaces
 */
record Member(ExecutableElement method, ExecutableType signature) {
    /**
     * Returns the abstract methods of an interface in the order of the source, with inherited methods first. Leaves out
     * methods of {@code Object}, unless they have {@code @ProtoField}.
     */
    static List<Member> of(TypeElement type, Elements elements, Types types) {
        List<Member> members = new ArrayList<>();
        Set<ExecutableElement> all = MoreElements.getLocalAndInheritedMethods(type, types, elements);
        for (ExecutableElement method : all) {
            Member member = new Member(method, signature(type, method, types));
            boolean isAbout = member.fieldName().isPresent() || !isOfEveryObject(method, type, elements);
            if (method.getModifiers().contains(Modifier.ABSTRACT) && isAbout) {
                add(member, members, types);
            }
        }
        return members;
    }

    private static ExecutableType signature(TypeElement type, ExecutableElement method, Types types) {
        return (ExecutableType) types.asMemberOf((DeclaredType) type.asType(), method);
    }

    /**
     * Adds a member. An earlier member from another interface may have the same signature. One method then implements
     * both, so the list keeps only the member with the narrower return type.
     */
    private static void add(Member member, List<Member> members, Types types) {
        for (int i = 0; i < members.size(); i++) {
            Member earlier = members.get(i);
            if (earlier.name().equals(member.name()) && types.isSubsignature(member.signature, earlier.signature)) {
                if (returnsMore(member, earlier, types)) {
                    members.set(i, member);
                }
                return;
            }
        }
        members.add(member);
    }

    private static boolean returnsMore(Member a, Member b, Types types) {
        return a.returned().getKind() == TypeKind.DECLARED
                && b.returned().getKind() == TypeKind.DECLARED
                && types.isSubtype(a.returned(), b.returned());
    }

    /**
     * Whether a method overrides a method of {@code Object}. An interface may declare these methods again, for example
     * to document them.
     */
    private static boolean isOfEveryObject(ExecutableElement method, TypeElement type, Elements elements) {
        TypeElement object = elements.getTypeElement("java.lang.Object");
        return ElementFilter.methodsIn(object.getEnclosedElements()).stream()
                .anyMatch(it -> elements.overrides(method, it, type));
    }

    String name() {
        return method.getSimpleName().toString();
    }

    TypeMirror returned() {
        return signature.getReturnType();
    }

    List<? extends TypeMirror> parameters() {
        return signature.getParameterTypes();
    }

    boolean isGeneric() {
        return !method.getTypeParameters().isEmpty();
    }

    /** Returns the annotation that names the field or oneof of the method; empty if there is none. */
    Optional<AnnotationMirror> fieldName() {
        return Annotations.find(method, RuntimeAnnotations.PROTO_FIELD);
    }

    Place place() {
        return Place.of(method);
    }

    String describe() {
        return Place.describe(method);
    }
}
