package shop;

import dev.interlock.annotation.Body;
import dev.interlock.annotation.Controller;
import dev.interlock.annotation.Default;
import dev.interlock.annotation.Get;
import dev.interlock.annotation.Params;
import dev.interlock.annotation.Post;
import dev.interlock.annotation.Query;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Past;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@Controller("/orders")
public final class Orders {
  @Get
  public String list(
      @Query @Default("20") @Min(1) @Max(100) int limit,
      @Query @Pattern(regexp = "[A-Z]{3}-[0-9]+") @Nullable String sku,
      @Query List<@Positive Long> ids,
      @Query Optional<@DecimalMin("0.05") BigDecimal> price) {
    return "";
  }

  public record Days(@Query @Past LocalDate from, @Query LocalDate to) {
    @AssertTrue(message = "must be in order")
    public boolean isOrdered() {
      return !to.isBefore(from);
    }
  }

  @Get("/days")
  public String days(@Params Days days) {
    return "";
  }

  @Post("/notes")
  public String note(@Body @Size(max = 1000) String note) {
    return "";
  }

  public record Basket(@NotEmpty List<@Valid Line> lines, @Valid @Nullable Basket gifts) {
    public static Basket parse(String text) {
      return new Basket(List.of(), null);
    }
  }

  public record Line(@Positive @Packed(by = 6) int quantity, @NotNull(message = "must have a name") String name) {
    @AssertTrue
    public boolean isNamed() {
      return !name.isBlank();
    }
  }

  @Constraint(validatedBy = PackedValidator.class)
  @Retention(RetentionPolicy.RUNTIME)
  public @interface Packed {
    int by();

    String message() default "must be packed by {by}";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
  }

  public static final class PackedValidator implements ConstraintValidator<Packed, Integer> {
    private int by;

    @Override
    public void initialize(Packed annotation) {
      by = annotation.by();
    }

    @Override
    public boolean isValid(Integer value, ConstraintValidatorContext context) {
      return value % by == 0;
    }
  }

  @Post("/lines")
  public String line(@Body Line line) {
    return "";
  }

  @Get("/baskets")
  public String basket(@Query @Valid Basket basket) {
    return "";
  }
}
