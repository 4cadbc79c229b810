// Figures as people read them; what isn't known is a question mark.

const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });

export const count = number => number === null || number === undefined ? "?" : whole.format(number);

export const rate = number => number === null ? "?" : `${short.format(number)}/s`;

export function seconds(number) {
  if (number === null || number === undefined) {
    return "?";
  }
  return number < 100 ? `${short.format(number)} s` : `${whole.format(number / 60)} min`;
}
