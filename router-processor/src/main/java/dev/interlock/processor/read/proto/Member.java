package dev.interlock.processor.read.proto;

import com.google.auto.common.MoreElements;
import dev.interlock.processor.report.Place;
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
 * An abstract method of an interface.
 *
 * @param signature as a member of the interface, where type parameters of those that it extends have types
 */
record Member(ExecutableElement method, ExecutableType signature) {
    /** The abstract methods of an interface in the order of the source, those that it inherits first. */
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

    /** Of two that are inherited from different interfaces one class implements both: the one that returns more. */
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

    /** Whether any object has such a method, which an interface may name again to describe it. */
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

    /** The annotation that says what the method is about. */
    Optional<AnnotationMirror> fieldName() {
        return Annotations.find(method, "ProtoField");
    }

    Place place() {
        return Place.of(method);
    }

    String describe() {
        return Place.describe(method);
    }
}
