package dev.interlock.processor.digest;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.AnnotatedConstruct;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
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

/** Types and annotations as text, the same with every compiler. */
final class TypeText {
    /** Annotations of the JDK that only compilers read; most are in no class file. */
    private static final String COMPILER_ONLY = "java.lang.";

    private static final String OBJECT = "java.lang.Object";

    /** Depends on the version of the Kotlin compiler. */
    private static final String KOTLIN_METADATA = "kotlin.Metadata";

    private final Consumer<TypeElement> named;
    private final boolean annotatesTypes;
    /** Whether one of the types names a class that does not exist yet. */
    private boolean unresolved;

    /**
     * @param named receives each class that a type names
     * @param annotatesTypes whether types have their annotations: those of class files have none before JDK 22
     */
    TypeText(Consumer<TypeElement> named, boolean annotatesTypes) {
        this.named = named;
        this.annotatesTypes = annotatesTypes;
    }

    boolean isUnresolved() {
        return unresolved;
    }

    /** A type with its annotations. */
    String type(TypeMirror type) {
        return value(type, Stream.of());
    }

    String types(List<? extends TypeMirror> types) {
        return types.stream().map(this::type).collect(Collectors.joining(", "));
    }

    /** The type of a value, with its annotations and those of the elements that declare it. */
    String value(TypeMirror type, Stream<? extends Element> declarations) {
        Stream<String> ofType = annotatesTypes ? mirrors(type).map(this::annotation) : Stream.of();
        return joined(Stream.concat(ofType, texts(declarations))) + type.accept(new Types(), null);
    }

    /** The annotations of elements, in alphabetical order, each once and with a blank behind it. */
    String annotations(Stream<? extends Element> elements) {
        return joined(texts(elements));
    }

    private Stream<String> texts(Stream<? extends Element> elements) {
        return elements.flatMap(element -> mirrors(element)
                .filter(mirror -> AnnotationUse.of(mirror).appliesTo(element.getKind()))
                .map(this::annotation));
    }

    private static String joined(Stream<String> annotations) {
        return annotations.distinct().sorted().map(text -> text + " ").collect(Collectors.joining());
    }

    /** The annotations that class files have, too, and that do not depend on the compiler. */
    private static Stream<AnnotationMirror> mirrors(AnnotatedConstruct annotated) {
        return annotated.getAnnotationMirrors().stream()
                .flatMap(AnnotationUse::flat)
                .filter(mirror -> !name(mirror).startsWith(COMPILER_ONLY)
                        && !name(mirror).equals(KOTLIN_METADATA)
                        && AnnotationUse.of(mirror).isInClassFiles());
    }

    /** Qualified name of an annotation. */
    static String name(AnnotationMirror mirror) {
        return ((TypeElement) mirror.getAnnotationType().asElement())
                .getQualifiedName()
                .toString();
    }

    /** An annotation with the values of the source. Defaults are left out: they belong to the annotation's library. */
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
            String above = extended == null ? OBJECT : type(extended);
            return "?"
                    + (above.equals(OBJECT) ? "" : " extends " + above)
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
            return literal(type);
        }

        private static String literal(TypeMirror type) {
            if (type instanceof ArrayType array) {
                return literal(array.getComponentType()) + "[]";
            }
            return type instanceof DeclaredType declared && declared.asElement() instanceof TypeElement element
                    ? element.getQualifiedName().toString()
                    : type.toString();
        }

        @Override
        public String visitEnumConstant(VariableElement constant, Void unused) {
            return constant.getSimpleName().toString();
        }

        @Override
        public String visitAnnotation(AnnotationMirror mirror, Void unused) {
            return annotation(mirror);
        }

        /** The text with its length in front, so that no text looks like two values. */
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
