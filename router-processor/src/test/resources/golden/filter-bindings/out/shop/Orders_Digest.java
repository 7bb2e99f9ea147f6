package shop;

import javax.annotation.processing.Generated;

/**
 * Digest of the routes of {@code shop.Orders}. Generated: edit that class instead.
 */
@Generated("dev.interlock.processor.RouterProcessor")
public final class Orders_Digest {
  /**
   * Routers that are compiled later read this constant.
   */
  public static final String DIGEST = "713846654b910a5c";

  private Orders_Digest() {
  }

  /**
   * Whether a router was compiled with this digest.
   */
  public static boolean is(String compiled) {
    return DIGEST.equals(compiled);
  }
}
