package dev.interlock.processor.digest;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.lang.model.AnnotatedConstruct;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ErrorType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.SimpleAnnotationValueVisitor14;
import javax.lang.model.util.SimpleTypeVisitor14;

/** Types and annotations as text, the same under every compiler. */
final class TypeText {
    /** Annotations of the JDK that only compilers read; most are in no class file. */
    private static final String COMPILER_ONLY = "java.lang.";

    private final Consumer<TypeElement> named;
    /** Whether a type had a name that no class has yet. */
    private boolean unresolved;

    /** @param named receives each class that a type names */
    TypeText(Consumer<TypeElement> named) {
        this.named = named;
    }

    boolean isUnresolved() {
        return unresolved;
    }

    /** A type with its annotations. */
    String type(TypeMirror type) {
        return annotations(type) + type.accept(new Types(), null);
    }

    String types(List<? extends TypeMirror> types) {
        return types.stream().map(this::type).collect(Collectors.joining(", "));
    }

    /** The annotations of an element or type, in alphabetical order, each with a blank behind it. */
    String annotations(AnnotatedConstruct annotated) {
        return annotated.getAnnotationMirrors().stream()
                .filter(mirror -> !name(mirror).startsWith(COMPILER_ONLY))
                .map(mirror -> annotation(mirror) + " ")
                .sorted()
                .collect(Collectors.joining());
    }

    /** Qualified name of an annotation. */
    static String name(AnnotationMirror mirror) {
        return ((TypeElement) mirror.getAnnotationType().asElement())
                .getQualifiedName()
                .toString();
    }

    /** The values that the source gives; the defaults belong to the library of the annotation. */
    private String annotation(AnnotationMirror mirror) {
        return mirror.getElementValues().entrySet().stream()
                .map(this::member)
                .sorted()
                .collect(Collectors.joining(", ", "@" + name(mirror) + "(", ")"));
    }

    private String member(Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> member) {
        return member.getKey().getSimpleName() + " = " + member.getValue().accept(new Values(), null);
    }

    private final class Types extends SimpleTypeVisitor14<String, Void> {
        @Override
        protected String defaultAction(TypeMirror type, Void unused) {
            return type.getKind().name();
        }

        @Override
        public String visitDeclared(DeclaredType type, Void unused) {
            TypeElement element = (TypeElement) type.asElement();
            named.accept(element);
            String arguments = type.getTypeArguments().isEmpty() ? "" : "<" + types(type.getTypeArguments()) + ">";
            return element.getQualifiedName() + arguments;
        }

        @Override
        public String visitError(ErrorType type, Void unused) {
            unresolved = true;
            return type.toString();
        }

        @Override
        public String visitArray(ArrayType type, Void unused) {
            return type(type.getComponentType()) + "[]";
        }

        @Override
        public String visitTypeVariable(TypeVariable type, Void unused) {
            return type.asElement().getSimpleName().toString();
        }

        @Override
        public String visitIntersection(IntersectionType type, Void unused) {
            return type.getBounds().stream().map(TypeText.this::type).collect(Collectors.joining(" & "));
        }

        @Override
        public String visitWildcard(WildcardType type, Void unused) {
            TypeMirror extended = type.getExtendsBound();
            TypeMirror superBound = type.getSuperBound();
            return "?"
                    + (extended == null ? "" : " extends " + type(extended))
                    + (superBound == null ? "" : " super " + type(superBound));
        }
    }

    private final class Values extends SimpleAnnotationValueVisitor14<String, Void> {
        @Override
        protected String defaultAction(Object value, Void unused) {
            return value.getClass().getSimpleName() + " " + value;
        }

        @Override
        public String visitType(TypeMirror type, Void unused) {
            unresolved |= type.getKind() == TypeKind.ERROR;
            return type.toString();
        }

        @Override
        public String visitEnumConstant(VariableElement constant, Void unused) {
            return constant.getSimpleName().toString();
        }

        @Override
        public String visitAnnotation(AnnotationMirror mirror, Void unused) {
            return annotation(mirror);
        }

        /** Each with its length, so that no content can look like two. */
        @Override
        public String visitString(String value, Void unused) {
            return value.length() + " " + value;
        }

        @Override
        public String visitArray(List<? extends AnnotationValue> values, Void unused) {
            return values.stream().map(value -> value.accept(this, null)).collect(Collectors.joining("; ", "{", "}"));
        }
    }
}
