'use client';

import type { ReactElement } from 'react';
import { Menu, MenuCheckboxItem, MenuItem, MenuSeparator } from '../menu';
import { isShown } from './column-layout';
import type { GridColumn } from './types';
import { useColumnChoice } from './use-column-choice';

export interface ColumnsMenuProps<Row> {
  gridId: string;
  columns: readonly GridColumn<Row>[];
  trigger: ReactElement;
}

/** Chooses the columns of the grid with this id, wherever that grid is on the page. */
export function ColumnsMenu<Row>({ gridId, columns, trigger }: ColumnsMenuProps<Row>) {
  const { choice, show, reset } = useColumnChoice(gridId);
  return (
    <Menu trigger={trigger} align="end">
      {columns
        .filter(({ isFixed }) => !isFixed)
        .map((column) => (
          <MenuCheckboxItem
            key={column.id}
            checked={isShown(column, choice)}
            onCheckedChange={(checked) => show(column.id, checked)}
          >
            {column.title}
          </MenuCheckboxItem>
        ))}
      <MenuSeparator />
      <MenuItem onSelect={reset}>Reset columns and widths</MenuItem>
    </Menu>
  );
}
