const secondsPerMinute = 60;
const secondsPerHour = 3600;
const secondsPerDay = 86_400;

/** A measured time: "31 ms", "1.2 s", "48 s", "3 min 20 s". */
export function formatMilliseconds(milliseconds: number): string {
  if (milliseconds < 999.5) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  return formatSeconds(Math.round(seconds));
}

/** A span of whole seconds in its two largest units: "45 s", "3 min 20 s", "2 h", "6 days 4 h". */
export function formatSeconds(seconds: number): string {
  if (seconds < secondsPerMinute) return `${seconds} s`;
  if (seconds < secondsPerHour) return twoUnits(seconds, secondsPerMinute, 'min', 1, 's');
  if (seconds < secondsPerDay) return twoUnits(seconds, secondsPerHour, 'h', secondsPerMinute, 'min');
  const days = Math.floor(seconds / secondsPerDay);
  return twoUnits(seconds, secondsPerDay, days === 1 ? 'day' : 'days', secondsPerHour, 'h');
}

function twoUnits(seconds: number, large: number, largeName: string, small: number, smallName: string): string {
  const whole = Math.floor(seconds / large);
  const rest = Math.floor((seconds - whole * large) / small);
  return rest === 0 ? `${whole} ${largeName}` : `${whole} ${largeName} ${rest} ${smallName}`;
}
