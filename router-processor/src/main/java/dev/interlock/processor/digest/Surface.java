package dev.interlock.processor.digest;

import dev.interlock.processor.runtime.RuntimeAnnotations;
import dev.interlock.processor.runtime.RuntimeNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/**
 * Text of the parts of one class that routers depend on. These parts are the handlers of a controller, the components
 * of a record, or the annotated members of any other class. The text contains no code, and does not depend on the order
 * of methods.
 *
 * <p>A class with its own digest is always read from its source. The text then contains the names of parameters and the
 * annotations of types. Any other class is read from its source or from its class file. The text then contains only
 * facts that are the same in both, whatever the compiler, its options and other tools.
 *
 * @param text one line for each member. Empty for an interface without relevant members, because a tool may have added
 *     the interface to the class
 * @param leads classes that this class names, with their roles
 * @param unresolved whether this class names a class that does not exist yet
 * @param isSource whether the class has its own digest
 */
record Surface(String text, Set<Lead> leads, boolean unresolved, boolean isSource) {
    /** Names of the methods and constructors that convert text. The name of a constructor is {@code <init>}. */
    private static final Set<String> CONVERSIONS = Set.of("valueOf", "of", "parse", "fromString", "<init>");

    private static final Set<String> TEXTS = Set.of("java.lang.String", "java.lang.CharSequence");

    /**
     * Names of interfaces that decide how a result is written, or which values a validator checks. The text omits other
     * interfaces, because other tools add interfaces to classes.
     */
    private static final List<String> INTERFACES = List.of(
            "java.lang.CharSequence",
            "java.lang.Iterable",
            "java.util.",
            "com.google.protobuf.",
            RuntimeNames.INTERLOCK,
            "jakarta.validation.");

    /** Names of annotations on values that are not converted from text. */
    private static final Set<String> UNCONVERTED =
            Set.of(RuntimeAnnotations.BODY, RuntimeAnnotations.ATTRIBUTE, RuntimeAnnotations.PARAMS);

    private static final Set<String> BODY = Set.of(RuntimeAnnotations.BODY);

    private static final Set<Modifier> ACCESS = EnumSet.of(Modifier.PUBLIC, Modifier.PROTECTED, Modifier.PRIVATE);

    /** Modifiers that generated code depends on. */
    private static final Set<Modifier> KEPT =
            EnumSet.of(Modifier.PUBLIC, Modifier.PROTECTED, Modifier.PRIVATE, Modifier.STATIC, Modifier.ABSTRACT);

    /** Returns the surface of a class that contributes only its name. */
    static Surface ofName(TypeElement type) {
        return new Surface(type.getQualifiedName().toString(), Set.of(), false, false);
    }

    /**
     * Reads the surface of a class.
     *
     * @param routers simple names of the routers that will be generated
     */
    static Surface of(Lead lead, Set<String> routers, AnnotationUses uses) {
        return new Reader(lead, routers, uses).read();
    }

    /** Reads one class into a surface. */
    private static final class Reader {
        private final Lead lead;
        private final TypeElement type;
        private final boolean isSource;
        /** Whether the class is a controller, or declares or inherits handlers. */
        private final boolean answers;
        /** Names of the handlers that the class declares or inherits. */
        private final Set<String> handlers = new HashSet<>();

        private final Set<Lead> leads = new LinkedHashSet<>();
        private final TypeText texts;
        /**
         * Writes the types of values that are converted from text. {@link #checked} writes the types of values whose
         * constraints are checked. {@link #convertedAndChecked} writes the types of values that are converted and
         * checked.
         */
        private final TypeText converted;

        private final TypeText checked;
        private final TypeText convertedAndChecked;
        private final List<String> lines = new ArrayList<>();

        Reader(Lead lead, Set<String> routers, AnnotationUses uses) {
            this.lead = lead;
            type = lead.type();
            isSource = SourceTypes.isSource(type);
            texts = texts(routers, uses, false, false);
            converted = texts(routers, uses, true, false);
            checked = texts(routers, uses, false, true);
            convertedAndChecked = texts(routers, uses, true, true);
            addHandlerNames(type, handlers, new HashSet<>());
            answers = SourceTypes.isController(type) || !handlers.isEmpty();
        }

        private TypeText texts(Set<String> routers, AnnotationUses uses, boolean isConverted, boolean isChecked) {
            return new TypeText(
                    uses,
                    KeptAnnotations.of(type, isSource),
                    routers,
                    named -> leads.add(new Lead(named, isConverted, isChecked)),
                    isSource);
        }

        Surface read() {
            List<String> head = new ArrayList<>();
            String annotations = texts.annotations(type);
            head.add(annotations + modifiers(type) + type.getKind() + " "
                    + type.getQualifiedName() + parameters(type.getTypeParameters()) + " extends "
                    + above().type(type.getSuperclass()) + ", " + interfaces());
            for (RecordComponentElement component : type.getRecordComponents()) {
                head.add(component(component));
            }
            for (Element member : type.getEnclosedElements()) {
                if (member instanceof ExecutableElement method) {
                    if (answers ? isHandler(method) : isPart(method)) {
                        lines.add(method(method) + fallback(method));
                    }
                } else if (member.getKind() == ElementKind.ENUM_CONSTANT) {
                    lines.add(texts.annotations(member) + member.getSimpleName());
                } else if (member instanceof VariableElement field && !answers && isPart(field)) {
                    lines.add(field(field));
                }
            }
            boolean isEmpty =
                    !isSource && type.getKind() == ElementKind.INTERFACE && annotations.isEmpty() && lines.isEmpty();
            lines.sort(null);
            head.addAll(lines);
            return new Surface(
                    isEmpty ? "" : String.join("\n", head),
                    leads,
                    Stream.of(texts, converted, checked, convertedAndChecked).anyMatch(TypeText::isUnresolved),
                    isSource);
        }

        /**
         * Returns the writer for the supertypes of the class. If the constraints of the class are checked, the
         * constraints of its supertypes are checked too.
         */
        private TypeText above() {
            return lead.isChecked() ? checked : texts;
        }

        /**
         * Returns the text of the interfaces. For a class without its own digest, records all interfaces as leads,
         * because members may inherit constraints from them.
         */
        private String interfaces() {
            if (isSource) {
                return texts.types(type.getInterfaces());
            }
            type.getInterfaces().forEach(above()::follow);
            return type.getInterfaces().stream()
                    .filter(Reader::isKept)
                    .map(above()::type)
                    .sorted()
                    .collect(Collectors.joining(", "));
        }

        private static boolean isKept(TypeMirror type) {
            return type instanceof DeclaredType declared
                    && declared.asElement() instanceof TypeElement element
                    && INTERFACES.stream().anyMatch(element.getQualifiedName().toString()::startsWith);
        }

        /**
         * Whether the class is an annotation that adds a filter to routes. Generated code implements all of its
         * members.
         */
        private boolean isBinding() {
            return isSource && type.getKind() == ElementKind.ANNOTATION_TYPE;
        }

        /** Returns the text of the default value of an annotation member; empty if the member has no default. */
        private String fallback(ExecutableElement method) {
            if (method.getDefaultValue() == null) {
                return "";
            }
            return " default "
                    + (isBinding() ? texts.fallback(method.getDefaultValue()) : texts.value(method.getDefaultValue()));
        }

        /**
         * Returns the text of a component. The annotations of a component are on its field, its accessor and the
         * component itself, depending on their targets.
         */
        private String component(RecordComponentElement component) {
            // With ECJ, a component has no accessor until the members of the record have been read.
            List<VariableElement> fields = ElementFilter.fieldsIn(type.getEnclosedElements());
            Element[] carriers = Stream.concat(
                            Stream.of(component, component.getAccessor()).filter(Objects::nonNull),
                            fields.stream()
                                    .filter(field -> field.getSimpleName().equals(component.getSimpleName())))
                    .toArray(Element[]::new);
            return of(carriers).value(component.asType(), carriers) + " " + component.getSimpleName();
        }

        /** Returns the writer for the type of a parameter or member. */
        private TypeText of(Element... carriers) {
            boolean isValid = Stream.of(carriers).anyMatch(KeptAnnotations::isValid);
            if (!isSource) {
                return lead.isChecked() && isValid ? checked : texts;
            }
            boolean isChecked = isValid || Stream.of(carriers).anyMatch(it -> SourceTypes.hasAny(it, BODY));
            if (Stream.of(carriers).anyMatch(it -> SourceTypes.hasAny(it, UNCONVERTED))) {
                return isChecked ? checked : texts;
            }
            return isChecked ? convertedAndChecked : converted;
        }

        private String field(VariableElement field) {
            // Lombok changes the access modifiers of fields, so the text omits them.
            String modifiers =
                    isSource ? modifiers(field) : field.getModifiers().contains(Modifier.STATIC) ? "static " : "";
            return modifiers + of(field).value(field.asType(), field) + " " + field.getSimpleName()
                    + (lead.isChecked() && FieldAccess.isPrivate(field) ? " by " + accessors(field) : "");
        }

        /**
         * Returns the text of the methods that may read a field. A router reads a private field by its accessor. It
         * reads other fields directly or by Lombok's accessors.
         */
        private String accessors(VariableElement field) {
            Set<String> names = FieldAccess.accessors(field);
            return ElementFilter.methodsIn(type.getEnclosedElements()).stream()
                    .filter(method -> names.contains(method.getSimpleName().toString())
                            && method.getParameters().isEmpty())
                    .map(method ->
                            modifiers(method) + texts.type(method.getReturnType()) + " " + method.getSimpleName())
                    .sorted()
                    .collect(Collectors.joining(", "));
        }

        private String method(ExecutableElement method) {
            return modifiers(method) + parameters(method.getTypeParameters())
                    + result(method).value(method.getReturnType(), method) + " " + method.getSimpleName()
                    + method.getParameters().stream()
                            .map(parameter -> parameter(method, parameter))
                            .collect(Collectors.joining(", ", "(", ")"))
                    + " throws " + texts.types(method.getThrownTypes());
        }

        private TypeText result(ExecutableElement method) {
            return isSource ? texts : of(method);
        }

        private String parameter(ExecutableElement method, VariableElement parameter) {
            // For constructors, the text has only the types of the parameters. Compilers differ in the other facts
            // about the parameters of a record's constructor, and the text already contains the components.
            return isSource && method.getKind() == ElementKind.METHOD
                    ? of(parameter).value(parameter.asType(), parameter) + " " + parameter.getSimpleName()
                    : texts.type(parameter.asType());
        }

        private String parameters(List<? extends TypeParameterElement> parameters) {
            return parameters.stream()
                    .map(parameter -> parameter.getSimpleName() + " extends " + texts.types(parameter.getBounds()))
                    .collect(Collectors.joining(", ", "<", ">"));
        }

        private boolean isHandler(ExecutableElement method) {
            return handlers.contains(method.getSimpleName().toString()) || SourceTypes.isAnnotated(method);
        }

        private boolean isPart(ExecutableElement method) {
            return !isImplied(method)
                    && !isOfKotlinProperty(method)
                    && ((isAnnotated(method) && !KeptAnnotations.isOfLombok(method))
                            || method.getDefaultValue() != null
                            || isBinding()
                            || isUsedConversion(method));
        }

        /**
         * Whether a method holds the annotations of a Kotlin property. The stubs of kapt contain this method. In class
         * files the method is synthetic, so javac does not show it.
         */
        private static boolean isOfKotlinProperty(ExecutableElement method) {
            return method.getSimpleName().toString().endsWith("$annotations");
        }

        private boolean isUsedConversion(ExecutableElement method) {
            return (isSource || lead.isConverted()) && isConversion(method);
        }

        private boolean isPart(VariableElement field) {
            boolean isOfComponent = type.getKind() == ElementKind.RECORD
                    && !field.getModifiers().contains(Modifier.STATIC);
            return field.getKind() == ElementKind.FIELD && !isOfComponent && isAnnotated(field);
        }

        private boolean isAnnotated(Element member) {
            return !texts.annotations(member).isEmpty();
        }

        /**
         * Whether the text omits a method, because the method follows from the rest of the class or differs between
         * source and class file.
         */
        private boolean isImplied(ExecutableElement method) {
            return switch (type.getKind()) {
                case ENUM -> method.getKind() == ElementKind.CONSTRUCTOR || isConversion(method);
                case RECORD -> isAccessor(method);
                default -> method.getKind() == ElementKind.CONSTRUCTOR && isInner();
            };
        }

        private boolean isAccessor(ExecutableElement method) {
            return method.getParameters().isEmpty()
                    && type.getRecordComponents().stream()
                            .anyMatch(component -> component.getSimpleName().equals(method.getSimpleName()));
        }

        /**
         * Whether the class is an inner class, so that each object belongs to an object of the enclosing class.
         * Constructors of an inner class have the enclosing object as a parameter.
         */
        private boolean isInner() {
            return type.getEnclosingElement() instanceof TypeElement
                    && !type.getModifiers().contains(Modifier.STATIC);
        }
    }

    private static void addHandlerNames(TypeElement type, Collection<String> names, Set<TypeElement> seen) {
        if (!seen.add(type)) {
            return;
        }
        SourceTypes.handlers(type)
                .forEach(method -> names.add(method.getSimpleName().toString()));
        List<TypeMirror> above = new ArrayList<>(type.getInterfaces());
        above.add(type.getSuperclass());
        for (TypeMirror each : above) {
            if (each instanceof DeclaredType declared && declared.asElement() instanceof TypeElement element) {
                addHandlerNames(element, names, seen);
            }
        }
    }

    private static boolean isConversion(ExecutableElement method) {
        return CONVERSIONS.contains(method.getSimpleName().toString())
                && method.getParameters().size() == 1
                && isText(method.getParameters().get(0).asType())
                && (method.getKind() == ElementKind.CONSTRUCTOR
                        || method.getModifiers().contains(Modifier.STATIC));
    }

    private static boolean isText(TypeMirror type) {
        return type instanceof DeclaredType declared
                && declared.asElement() instanceof TypeElement element
                && TEXTS.contains(element.getQualifiedName().toString());
    }

    private static String modifiers(Element element) {
        // Other modifiers of enums, records and interfaces follow from the kind of the class, or differ between
        // compilers.
        boolean isSpecial = element instanceof TypeElement && element.getKind() != ElementKind.CLASS;
        Set<Modifier> kept = isSpecial ? ACCESS : KEPT;
        return element.getModifiers().stream()
                .filter(kept::contains)
                .sorted()
                .map(it -> it + " ")
                .collect(Collectors.joining());
    }
}
